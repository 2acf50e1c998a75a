import type { EvaluationRecord, MetricGate, MetricValue } from '../../schemas/types.ts';
import { findMetric } from '../metrics/index.ts';
import { type GateFinding, gateInWords, judgeBounds, worsening } from './bounds.ts';
import type { CandidateFacts, MetricComparison } from './facts.ts';
import type { BaselineChoice } from './select-baseline.ts';

/** Each configured metric of the candidate beside the baseline's, with what its gate says. */
export function compareMetrics(
  facts: CandidateFacts,
  choice: BaselineChoice,
): readonly MetricComparison[] {
  const { evaluate, gate } = facts.config;
  const gates = gate?.metrics ?? {};
  const ids = [...new Set([...evaluate.metrics, ...Object.keys(gates)])];
  return ids.map((id) => {
    const bounds = Object.hasOwn(gates, id) ? gates[id] : undefined;
    return compareMetric(id, bounds ?? null, facts, choice);
  });
}

function compareMetric(
  metric: string,
  gate: MetricGate | null,
  { evaluation }: CandidateFacts,
  choice: BaselineChoice,
): MetricComparison {
  const direction = findMetric(metric)?.direction ?? null;
  const baseline = valueOf(choice.baseline?.evaluation ?? null, metric);
  const candidate = valueOf(evaluation, metric);
  const finding =
    gate === null
      ? null
      : judgeBounds(gate, { metric, direction, baseline, candidate }, unjudged(choice));
  return {
    metric,
    direction,
    baseline,
    candidate,
    difference: baseline === null || candidate === null ? null : candidate - baseline,
    rows: rowsOf(evaluation, metric),
    change: changeOf(direction, baseline, candidate, finding),
    gate: gate === null ? null : gateInWords(gate, direction),
    outcome: finding?.outcome ?? null,
    sentence: finding?.sentence ?? null,
  };
}

/** What becomes of a regression bound without a baseline: a pass where there is none yet, a warning where one differs. */
function unjudged({
  baseline,
  notComparable,
}: BaselineChoice): Pick<GateFinding, 'outcome' | 'sentence'> | null {
  if (baseline !== null) return null;
  if (notComparable === null) {
    return { outcome: 'pass', sentence: 'There is no baseline yet that it could regress from.' };
  }
  return {
    outcome: 'warn',
    sentence: 'A regression was not judged: the baseline is on another evaluation set.',
  };
}

function changeOf(
  direction: MetricComparison['direction'],
  baseline: number | null,
  candidate: number | null,
  finding: GateFinding | null,
): MetricComparison['change'] {
  if (finding?.regression === true) return 'regression';
  if (direction === null || baseline === null || candidate === null) return 'unknown';
  const worse = worsening(direction, baseline, candidate);
  if (worse === 0) return 'equal';
  return worse > 0 ? 'worse' : 'better';
}

function metricOf(evaluation: EvaluationRecord | null, metric: string): MetricValue | undefined {
  const metrics = evaluation?.metrics ?? {};
  return Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
}

function valueOf(evaluation: EvaluationRecord | null, metric: string): number | null {
  const value = metricOf(evaluation, metric)?.value ?? null;
  return value !== null && Number.isFinite(value) ? value : null;
}

function rowsOf(evaluation: EvaluationRecord | null, metric: string): number {
  return metricOf(evaluation, metric)?.rows ?? evaluation?.evaluationSet?.rows ?? 0;
}
