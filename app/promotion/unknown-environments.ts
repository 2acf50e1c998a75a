import { readVersions } from '../../adapters/github/champion.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import {
  askedVersion,
  isBlankState,
  type StateText,
  versionText,
} from '../../core/promotion/asked-version.ts';
import { challengeOfState } from '../../core/promotion/challenge-state.ts';
import {
  type ChangedEnvironment,
  changedEnvironments,
  stateFiles,
} from '../../core/promotion/choose.ts';
import type { Config, VersionRecord } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import type { PromotionScope } from './find.ts';
import { readStateFile } from './read-state.ts';

/** Each is looked up, and the pull request says how many there are. */
const mostUnknown = 500;

/**
 * Why a pull request must not bring an environment and a version for it at once, a sentence for each: by the base branch,
 * which the gate is read from, there is no such environment, and so nothing that its version would have to hold. One that
 * moves to another file with the version that it has is let through; its old file is taken away by a later pull request.
 */
export async function unknownEnvironments(
  context: JobContext,
  scope: PromotionScope,
  head: string,
): Promise<readonly string[]> {
  const changed = await readOwnConfiguration(context.repository, head);
  if (changed.kind !== 'valid') return [];
  const unknown = changedEnvironments(changed.config, stateFiles(changed.config)).filter(
    (one) => baseFile(scope.config, one) !== one.file,
  );
  if (unknown.length > mostUnknown) {
    return [
      `The ${configPath} of this pull request brings or moves more than ${mostUnknown} environments: do it in several.`,
    ];
  }
  const found = await Promise.all(unknown.map((one) => problemOf(context, scope, one, head)));
  return found.filter((sentence) => sentence !== null);
}

async function problemOf(
  { repository }: JobContext,
  { config, mergeBase, paths, complete }: PromotionScope,
  { model, environment, file, config: brought }: ChangedEnvironment,
  head: string,
): Promise<string | null> {
  const { text, problem } = await readStateFile(repository, file, head);
  if (problem !== null) return problem;
  // What was in a file before is known to who adds the environment.
  if (text === null || (complete && !paths.includes(file))) return null;
  const state = { text, file, environment: brought, model };
  const versions = await readVersions(repository, await listLedger(repository), model);
  const challenge = challengeOfState(state, versions);
  if (challenge.kind === 'none' && isBlankState(state)) return null;
  const before = config.models[model]?.environments?.[environment];
  if (challenge.kind === 'none' && before !== undefined) {
    const old = await readStateFile(repository, before.state, mergeBase);
    const had = { text: old.text, file: before.state, environment: before, model };
    if (asksForSame(had, state, versions)) return null;
  }
  return `The environment ${environment} of ${model} with the file ${file} is only in the ${configPath} of this pull request: merge it first with a file that names no version, then promote.`;
}

/** Whether two files ask for the same registered version, or say the same at the same places. */
function asksForSame(
  one: StateText,
  other: StateText,
  versions: readonly Readonly<VersionRecord>[],
): boolean {
  const [old, now] = [askedVersion(one, versions), askedVersion(other, versions)];
  if (old.ok && now.ok) return old.value.id === now.value.id;
  const text = versionText(one);
  return text !== null && text === versionText(other);
}

/** Where the base branch has the state of that environment; null where it has none. */
function baseFile(config: Config, { model, environment }: ChangedEnvironment): string | null {
  return config.models[model]?.environments?.[environment]?.state ?? null;
}
