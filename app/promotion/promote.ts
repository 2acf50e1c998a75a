import { readFile } from '../../adapters/github/files.ts';
import { lockOf } from '../../adapters/github/holds.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import type { Proposed } from '../../adapters/github/proposal.ts';
import { branchHead } from '../../adapters/github/branches.ts';
import { RefusedError } from '../../core/errors.ts';
import { chooseVersion, environmentOf } from '../../core/promotion/choose.ts';
import { promotedState, stateChangesOf, versionOfState } from '../../core/promotion/state.ts';
import { heldBack } from '../../core/report/hold.ts';
import { promotionTitle, renderPromotionBody } from '../../core/report/index.ts';
import type { ModelConfig } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { readVersions } from '../../adapters/github/champion.ts';
import { proposeChange } from '../propose.ts';
import { withRequester } from '../../core/proposal/requester.ts';
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

/** What the branches of promotions begin with; model and environment follow. */
export const promotionBranches = 'assay/promote/';

/** What became of a request. */
export type Promoted =
  | { readonly kind: 'already'; readonly tag: string }
  | { readonly kind: 'proposed'; readonly title: string; readonly proposed: Proposed };

/** Proposes a version for an environment. Throws an InputError or a RefusedError with the reason when it can't be. */
export async function promote(context: JobContext, request: PromotionRequest): Promise<Promoted> {
  const { repository, defaultBranch } = context;
  const { model, requestedBy, commentUrl } = request;
  const environment = environmentOf(model, request.config, request.environment, configPath);
  const ledger = await listLedger(repository);
  const lock = await lockOf(repository, ledger, request.environment);
  if (lock !== null) throw new RefusedError('locked', heldBack(lock));
  const versions = await readVersions(repository, ledger, model);
  const version = chooseVersion(model, request.version, versions);
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
    changes: stateChangesOf(text, file, environment, version),
    requestedBy,
    commentUrl,
  });
  const proposed = await proposeChange(context, {
    branch: `${promotionBranches}${model}/${request.environment}`,
    base: defaultBranch,
    baseSha,
    files: new Map([[file, next]]),
    message: title,
    title,
    body: withRequester(requestedBy, body),
    // It stays with the person who asked first.
    whenAlike: 'leave',
  });
  return { kind: 'proposed', title, proposed };
}
