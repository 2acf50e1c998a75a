import type { MetricGate, ModelConfig } from '../../schemas/types.ts';
import { formatCount, formatNumber } from '../report/number.ts';
import { tail } from '../statistics/levels.ts';
import { normalQuantile } from '../statistics/normal.ts';
import { wear } from '../statistics/wear.ts';
import { allowance } from './bounds.ts';
import type { CandidateFacts, MetricComparison, Wear } from './facts.ts';

/**
 * How worn the evaluation set is, by the gated metric on which luck weighs most. Null where the candidate has no
 * evaluation set.
 */
export function wearOf(
  { config, evaluation, use, pullRequest }: CandidateFacts,
  comparisons: readonly MetricComparison[],
): Wear | null {
  const set = evaluation?.evaluationSet;
  if (set === undefined) return null;
  const judged = use.judgedBefore + (pullRequest.number === null ? 0 : 1);
  const times = `${formatCount(judged, 'pull request')} ${judged === 1 ? 'was' : 'were'} judged on these ${formatCount(set.rows, 'row')}`;
  const worn = comparisons.find((one) => isWorn(one, judged, config));
  if (worn === undefined) return { judged, worn: false, sentence: `${times}.` };
  const luck = luckOf(worn, judged, config)?.luck ?? null;
  return {
    judged,
    worn: true,
    sentence: `The evaluation set is worn out: ${times}, so the best of them looks ${formatNumber(luck, 2)} better in ${worn.metric} by luck alone, which is more than the gate tells apart. Judge on fresh rows.`,
  };
}

function isWorn(comparison: MetricComparison, judged: number, config: ModelConfig): boolean {
  return luckOf(comparison, judged, config)?.worn ?? false;
}

function luckOf(
  { metric, baseline, interval, method }: MetricComparison,
  judged: number,
  config: ModelConfig,
) {
  const gates: Readonly<Record<string, MetricGate>> = config.gate?.metrics ?? {};
  const gate = Object.hasOwn(gates, metric) ? gates[metric] : undefined;
  // The spread between seeds says nothing of the rows.
  if (method === 'seeds') return null;
  if (gate === undefined || interval === null || baseline === null) return null;
  const standardError = (interval.high - interval.low) / (2 * normalQuantile(1 - tail));
  return wear({ judged, standardError, tolerance: allowance(gate, baseline) ?? 0 });
}
