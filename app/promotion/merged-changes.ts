import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import type { Config } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import type { MergedPull } from '../review/pull.ts';
import { changedBetween } from './changed-between.ts';

/** GitHub lists no more files of a pull request; `paths` may hold two for each. */
const mostListed = 3_000;

/** The environments whose state files a merge changed, and the configuration that says so. */
export interface MergedChanges {
  readonly config: Config;
  readonly changed: readonly ChangedEnvironment[];
}

type ContextPart = Pick<JobContext, 'repository' | 'warn'>;
type MergedPart = Pick<MergedPull, 'number' | 'mergedInto' | 'mergeCommit'>;

/** Which desired states a merged pull request changed, of whose files GitHub lists `paths`; null without a configuration. */
export async function mergedChanges(
  context: ContextPart,
  { number, mergedInto, mergeCommit }: MergedPart,
  paths: readonly string[],
): Promise<MergedChanges | null> {
  const config = await configurationOf(context, { number, mergedInto, mergeCommit });
  if (config === null) return null;
  const complete = paths.length < mostListed;
  const extent = { config, paths, complete, before: mergedInto, after: mergeCommit };
  return { config, changed: await changedBetween(context.repository, extent) };
}

/** That of the merge; where it can't be read, that of what it was merged into, by which it was judged. */
async function configurationOf(
  context: ContextPart,
  { number, mergedInto, mergeCommit }: MergedPart,
): Promise<Config | null> {
  const { repository } = context;
  const merged = await readOwnConfiguration(repository, mergeCommit);
  if (merged.kind === 'valid') return merged.config;
  const before = await readOwnConfiguration(repository, mergedInto);
  if (before.kind !== 'valid') return null;
  context.warn(
    `#${number} left ${configPath} in a state that can't be read; what it promoted is recorded by the one before it.`,
  );
  return before.config;
}
