import { readFile } from '../../adapters/github/files.ts';
import { lockOf } from '../../adapters/github/holds.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import { type ChangedEnvironment, changedEnvironments } from '../../core/promotion/choose.ts';
import { templatesOf } from '../../core/promotion/formats.ts';
import { versionOfState } from '../../core/promotion/state.ts';
import { heldBack } from '../../core/report/hold.ts';
import type { PromotionCheck } from '../../core/report/index.ts';
import type { Config, VersionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { readVersions } from '../../adapters/github/champion.ts';
import { versionProblem } from './verify.ts';

/** The registered version that a changed state file asks for at a commit; null when it asks for none. */
export async function requestedVersion(
  { repository }: JobContext,
  { model, config, file }: ChangedEnvironment,
  commit: string,
): Promise<Readonly<VersionRecord> | null> {
  const text = await readFile(repository, file, commit);
  if (text === null) return null;
  const versions = await readVersions(repository, await listLedger(repository), model);
  return versionOfState(text, file, config, versions);
}

/** What a pull request promotes, and what speaks against it; null when it changes no desired state. */
export async function findPromotion(
  context: JobContext,
  { config, paths }: { readonly config: Config; readonly paths: readonly string[] },
  headSha: string,
): Promise<PromotionCheck | null> {
  const changed = changedEnvironments(config, paths);
  const [first] = changed;
  if (first === undefined) return null;
  const found = await Promise.all(
    changed.map(async (one) => ({ one, version: await requestedVersion(context, one, headSha) })),
  );
  const problems = await Promise.all(found.map((entry) => problemsOf(context, entry)));
  const shown = found.find(({ version }) => version !== null) ?? { one: first, version: null };
  return {
    model: shown.one.model,
    environment: changed.map(({ environment }) => environment).join(', '),
    version: shown.version?.version ?? 'unknown',
    digest: shown.version?.package.digest ?? 'unknown',
    artifact: shown.version?.artifact.digest ?? 'unknown',
    problems: problems.flat(),
  };
}

async function problemsOf(
  context: JobContext,
  {
    one,
    version,
  }: { readonly one: ChangedEnvironment; readonly version: Readonly<VersionRecord> | null },
): Promise<readonly string[]> {
  const lock = await lockOf(
    context.repository,
    await listLedger(context.repository),
    one.environment,
  );
  const locked = lock === null ? [] : [heldBack(lock)];
  if (version === null) {
    return [
      ...locked,
      `${one.file} asks for no registered version of ${one.model}: set ${Object.keys(templatesOf(one.config)).join(', ')} as a promotion does.`,
    ];
  }
  const problem = await versionProblem(context, version);
  return problem === null ? locked : [...locked, problem];
}
