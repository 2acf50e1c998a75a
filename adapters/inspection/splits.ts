import type { SplitPair } from '../../schemas/types.ts';
import { comparePair } from './compare-pair.ts';
import { type DataSet, openDataSet } from './data-set.ts';
import type { Inspector } from './inspector.ts';
import { unreadList } from './unread-list.ts';

/** So many pairs are compared: each reads both sets. */
const mostPairs = 20;

/** What each training set shares with each evaluation set. */
export const splits: Inspector<'splits'> = {
  section: 'splits',
  checks: ['split-leakage'],
  async inspect(subject) {
    const unread = unreadList();
    const sets: DataSet[] = [];
    for (const [name, config] of Object.entries(subject.config.data ?? {})) {
      if (config.role === undefined) continue;
      sets.push(await openDataSet(subject, name, config, unread));
    }
    const training = sets.filter(({ config }) => config.role === 'training');
    const evaluation = sets.filter(({ config }) => config.role === 'evaluation');
    const all = training.flatMap((one) => evaluation.map((other) => [one, other] as const));
    const pairs: SplitPair[] = [];
    for (const [one, other] of all.slice(0, mostPairs)) {
      pairs.push(await comparePair(subject, one, other, unread));
    }
    return { pairs, pairsLeft: all.length - pairs.length, unread: unread.finish() };
  },
};
