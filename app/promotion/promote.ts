import { readFile } from '../../adapters/github/files.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import { type Proposed, propose } from '../../adapters/github/proposal.ts';
import { branchHead } from '../../adapters/github/branches.ts';
import { getYamlValue } from '../../core/edit/index.ts';
import { RefusedError } from '../../core/errors.ts';
import { desiredValues, promotedState, versionOfState } from '../../core/promotion/state.ts';
import { promotionTitle, renderPromotionBody, type StateChange } from '../../core/report/index.ts';
import { suggestion } from '../../core/text/nearest.ts';
import type { EnvironmentConfig, ModelConfig, VersionRecord } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { readVersions } from '../review/champion.ts';
import { requesterMarker } from './requester.ts';
import { versionProblem } from './verify.ts';

/** What somebody wants to be promoted where. */
export interface PromotionRequest {
  readonly model: string;
  readonly config: ModelConfig;
  /** Null for the newest. */
  readonly version: string | null;
  readonly environment: string;
  readonly requestedBy: string;
  readonly commentUrl: string;
}

/** What became of a request. */
export type Promoted =
  | { readonly kind: 'already'; readonly tag: string }
  | { readonly kind: 'proposed'; readonly title: string; readonly proposed: Proposed };

/** Proposes a version for an environment. Throws an InputError or a RefusedError with the reason when it can't be. */
export async function promote(context: JobContext, request: PromotionRequest): Promise<Promoted> {
  const { repository, us, defaultBranch } = context;
  const { model, requestedBy, commentUrl } = request;
  const environment = environmentOf(request);
  const versions = await readVersions(repository, await listLedger(repository), model);
  const version = chooseVersion(request, versions);
  const problem = await versionProblem(context, version);
  if (problem !== null) throw new RefusedError('not-verified', problem);

  const file = environment.state;
  const baseSha = await branchHead(repository, defaultBranch);
  const text = await readFile(repository, file, baseSha);
  if (text === null) {
    throw new RefusedError(
      'no-state',
      `There is no ${file} on ${defaultBranch}, which models.${model}.environments.${request.environment}.state names.`,
    );
  }
  const next = promotedState(text, file, environment, version);
  if (next === text) return { kind: 'already', tag: version.tag };
  const about = { model, environment: request.environment, version };
  const title = promotionTitle(about);
  const body = renderPromotionBody({
    ...about,
    from: versionOfState(text, file, environment, versions)?.version ?? null,
    changes: changesOf(text, file, environment, version),
    requestedBy,
    commentUrl,
  });
  const proposed = await propose(repository, us, {
    branch: `assay/promote/${model}/${request.environment}`,
    base: defaultBranch,
    baseSha,
    files: new Map([[file, next]]),
    message: title,
    title,
    body: `${body}\n\n${requesterMarker(requestedBy)}`,
    // It stays with the person who asked first.
    whenAlike: 'leave',
  });
  return { kind: 'proposed', title, proposed };
}

function environmentOf({ model, config, environment }: PromotionRequest): EnvironmentConfig {
  const known = config.environments ?? {};
  const found = Object.hasOwn(known, environment) ? known[environment] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(known);
  throw new RefusedError(
    'unknown-environment',
    names.length === 0
      ? `The model ${model} has no environments in ${configPath}.`
      : `The model ${model} has no environment ${environment}${suggestion(environment, names)} There is: ${names.join(', ')}.`,
  );
}

function chooseVersion(
  { model, version }: PromotionRequest,
  versions: readonly Readonly<VersionRecord>[],
): Readonly<VersionRecord> {
  const [newest] = versions;
  if (newest === undefined) {
    throw new RefusedError('no-version', `No version of ${model} is registered yet.`);
  }
  if (version === null) return newest;
  const found = versions.find((one) => one.version === version);
  if (found !== undefined) return found;
  const known = versions.slice(0, 5).map((one) => one.version);
  throw new RefusedError(
    'unknown-version',
    `There is no version ${version} of ${model}; the newest are ${known.join(', ')}.`,
  );
}

function changesOf(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  version: Readonly<VersionRecord>,
): readonly StateChange[] {
  return Object.entries(desiredValues(environment, version)).map(([key, after]) => ({
    file,
    key,
    before: getYamlValue(text, key, file) ?? null,
    after,
  }));
}
