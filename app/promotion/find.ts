import { readVersions } from '../../adapters/github/champion.ts';
import { readFile } from '../../adapters/github/files.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import { askedVersion, movedValue, versionText } from '../../core/promotion/asked-version.ts';
import { type ChallengeState, challengeOfState } from '../../core/promotion/challenge-state.ts';
import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import { judgePromotion } from '../../core/promotion/gate/judge.ts';
import type { Promotions } from '../../core/promotion/gate/promotions.ts';
import { versionOfState } from '../../core/promotion/state.ts';
import { removedState } from '../../core/promotion/state-file.ts';
import { failed, ok } from '../../core/result.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { configPath, type JobContext } from '../context.ts';
import type { PullFacts } from '../review/pull.ts';
import type { ModelScope } from '../review/settle-scope.ts';
import { changedBetween } from './changed-between.ts';
import { gatherFacts, type Moved } from './gather.ts';
import { readStateFile } from './read-state.ts';
import { unknownEnvironments } from './unknown-environments.ts';

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

/** What of a pull request's scope its promotions depend on. */
export type PromotionScope = Pick<
  ModelScope,
  'config' | 'paths' | 'complete' | 'mergeBase' | 'changesConfiguration'
>;

/**
 * What a pull request changes of desired states, judged by the configuration of its base; null when it changes none.
 * The pull request is read only where it does. `head` is its head, or the commit that a merge queue has made of it.
 */
export async function findPromotions(
  context: JobContext,
  scope: PromotionScope,
  pull: () => Promise<PullFacts>,
  head: string,
): Promise<Promotions | null> {
  const refused = scope.changesConfiguration ? await unknownEnvironments(context, scope, head) : [];
  const changed = await changedBetween(context.repository, {
    ...scope,
    before: scope.mergeBase,
    after: head,
  });
  if (changed.length === 0 && refused.length === 0) return null;
  const ledger = await listLedger(context.repository);
  const moves = changed.map((one) => movesOf(context, ledger, one, scope, head));
  const moved = (await Promise.all(moves)).flat();
  if (moved.length === 0) return { judged: [], refused };
  const facts = await gatherFacts(context, ledger, await pull(), moved);
  return { judged: facts.map((one) => judgePromotion(one)), refused };
}

/**
 * What becomes of champion and challenger where a state file is changed: each that moves, and where neither does, that the
 * champion stays.
 */
async function movesOf(
  { repository }: JobContext,
  ledger: readonly StoredEntry[],
  changed: ChangedEnvironment,
  { config, mergeBase }: PromotionScope,
  head: string,
): Promise<readonly Moved[]> {
  const { model, config: environment, file } = changed;
  const governed = config.models[model];
  if (governed === undefined) return [];
  const versions = await readVersions(repository, ledger, model);
  const place = { file, environment, model };
  const before = { ...place, ...(await readStateFile(repository, file, mergeBase)) };
  const after = { ...place, ...(await readStateFile(repository, file, head)) };
  const isGone = after.text === null && before.text !== null;
  const problem =
    after.problem ?? (isGone ? removedState(file, changed, configPath) : movedValue(before, after));
  const asked = problem === null ? askedVersion(after, versions) : failed(problem);
  const champion = asked.ok ? asked.value.version : null;
  const common = { changed, model: governed, versions, champion };
  const text = versionText(after);
  const stays = text !== null && text === versionText(before);
  const challengers = challengerMoves(
    challengeOfState(before, versions),
    challengeOfState(after, versions),
    stays,
  ).map((move) => ({ ...common, ...move }));
  if (stays && challengers.length > 0) return challengers;
  const own: Moved = {
    ...common,
    role: 'champion',
    move: stays ? 'stays' : 'comes',
    asked,
    share: null,
  };
  return [own, ...challengers];
}

type Challenge = Pick<Moved, 'role' | 'move' | 'asked' | 'share'>;

/** A challenger beside another champion than before is another challenge, and judged anew. */
function challengerMoves(
  before: ChallengeState,
  after: ChallengeState,
  championStays: boolean,
): readonly Challenge[] {
  const role = 'challenger';
  switch (after.kind) {
    case 'unknown':
      return [{ role, move: 'comes', asked: failed(after.reason), share: null }];
    case 'none':
      return before.kind === 'version'
        ? [{ role, move: 'leaves', asked: ok(before.version), share: 0 }]
        : [];
    case 'version': {
      const { version, share } = after;
      const isSame =
        before.kind === 'version' && before.version.id === version.id && before.share === share;
      return isSame && championStays ? [] : [{ role, move: 'comes', asked: ok(version), share }];
    }
    default:
      return after satisfies never;
  }
}
