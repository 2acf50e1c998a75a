import type { ColumnProfile } from '../profile/profile.ts';
import { chiSquare } from './chi-square.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import type { DriftStatistic } from './statistic.ts';

/** Every drift statistic; of those that compare one kind the first is taken. To add one: its file, and its line here. */
export const driftStatistics = [
  kolmogorovSmirnov,
  chiSquare,
] as const satisfies readonly DriftStatistic[];

/**
 * The statistic that compares columns of that kind. Of times only shares are compared, two at a time, which is
 * chi-square with one degree of freedom.
 */
export function statisticFor(kind: ColumnProfile['kind']): DriftStatistic {
  const pair = kind === 'numeric' || kind === 'text' ? 'numbers' : 'levels';
  const found = driftStatistics.find(({ compares }) => compares === pair);
  if (found === undefined) throw new TypeError(`No drift statistic compares ${pair}.`);
  return found;
}
