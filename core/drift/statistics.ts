import { chiSquare } from './chi-square.ts';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts';
import type { DriftStatistic } from './statistic.ts';

/** Every drift statistic. To add one: its file, and its line here. */
export const driftStatistics = [
  kolmogorovSmirnov,
  chiSquare,
] as const satisfies readonly DriftStatistic[];

/** The statistic that compares features of that kind. */
export function statisticFor(kind: DriftStatistic['kind']): DriftStatistic {
  const statistic = driftStatistics.find((one) => one.kind === kind);
  if (statistic === undefined) throw new TypeError(`No drift statistic compares ${kind} features.`);
  return statistic;
}
