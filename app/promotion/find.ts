import { readVersions } from '../../adapters/github/champion.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import { judgePromotion } from '../../core/promotion/gate/judge.ts';
import { judgedMoves } from '../../core/promotion/gate/moves.ts';
import type { Promotions } from '../../core/promotion/gate/promotions.ts';
import { configPath, type JobContext } from '../context.ts';
import type { PullFacts } from '../review/pull.ts';
import type { ModelScope } from '../review/settle-scope.ts';
import { changedBetween } from './changed-between.ts';
import { gatherFacts, type Moved } from './gather.ts';
import { readStateFile } from './read-state.ts';
import { unknownEnvironments } from './unknown-environments.ts';

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

async function movesOf(
  { repository }: JobContext,
  ledger: readonly StoredEntry[],
  changed: ChangedEnvironment,
  { config, mergeBase }: PromotionScope,
  head: string,
): Promise<readonly Moved[]> {
  const { model, environment: environmentName, config: environment, file } = changed;
  const governed = config.models[model];
  if (governed === undefined) return [];
  const versions = await readVersions(repository, ledger, model);
  const place = { file, environment, model, environmentName };
  const before = { ...place, ...(await readStateFile(repository, file, mergeBase)) };
  const after = { ...place, ...(await readStateFile(repository, file, head)) };
  const moves = judgedMoves(before, after, versions, configPath);
  return moves.map((move) => ({ ...move, changed, model: governed, versions }));
}
