import type { EvaluationRecord, GateConfig, MetricGate } from '../../schemas/types.ts';
import { findMetric } from '../metrics/index.ts';
import type { Decision } from '../statistics/decide.ts';
import { type GateFinding, gateInWords, judgeBounds, worsening } from './bounds.ts';
import { type Compared, decideAll } from './decisions.ts';
import { differenceOf, valueOf } from './differences.ts';
import type { CandidateFacts, MetricComparison } from './facts.ts';
import type { BaselineChoice } from './select-baseline.ts';

/** Each configured metric of the candidate beside the baseline's, with what its gate says. */
export function compareMetrics(
  facts: CandidateFacts,
  choice: BaselineChoice,
): readonly MetricComparison[] {
  const { evaluate, gate } = facts.config;
  const evaluation = withSeedsOfPolicy(facts);
  const gates = gate?.metrics ?? {};
  const ids = [...new Set([...evaluate.metrics, ...Object.keys(gates)])];
  const compared = ids.map((metric): Compared => ({
    metric,
    direction: findMetric(metric)?.direction ?? null,
    difference: differenceOf(
      metric,
      evaluation,
      choice.baseline?.evaluation ?? null,
      choice.comparison,
    ),
  }));
  const decisions = decideAll(compared, gates);
  return compared.map((one) => {
    const bounds = Object.hasOwn(gates, one.metric) ? (gates[one.metric] ?? null) : null;
    const decision = decisions.get(one.metric) ?? null;
    return compareMetric(one, { bounds, decision, gate }, evaluation, choice);
  });
}

/**
 * Few repetitions that differ much make any difference uncertain: a pull request must not choose them for the gate that
 * judges it. Where their number is not that of the base branch's configuration, the model alone is compared.
 */
export function withSeedsOfPolicy({ config, evaluation }: CandidateFacts): EvaluationRecord | null {
  if (evaluation?.seeds === undefined) return evaluation;
  if (evaluation.seeds.length === (config.train.seeds ?? 1)) return evaluation;
  const { seeds: _seeds, ...alone } = evaluation;
  return alone;
}

interface Rule {
  readonly bounds: MetricGate | null;
  readonly decision: Decision | null;
  readonly gate: GateConfig | undefined;
}

function compareMetric(
  compared: Compared,
  { bounds, decision, gate }: Rule,
  evaluation: EvaluationRecord | null,
  choice: BaselineChoice,
): MetricComparison {
  const ungated = compareUngated(compared, decision, evaluation);
  if (bounds === null) return ungated;
  const { metric, direction, baseline, candidate, interval, rows } = ungated;
  // A limit holds for the model on all of its rows, whatever it is compared on.
  const values = { metric, direction, baseline, candidate, whole: valueOf(evaluation, metric) };
  const finding = judgeBounds(bounds, values, {
    noBaseline: unjudged(choice),
    decision,
    interval,
    rows,
    inconclusive: gate?.when_inconclusive ?? 'warn',
    lacksInterval: interval === null && findMetric(metric)?.withoutInterval === undefined,
  });
  return {
    ...ungated,
    beyondLimit: finding.beyondLimit,
    change: changeOf(direction, baseline, candidate, finding),
    gate: gateInWords(bounds, direction),
    outcome: finding.outcome,
    sentence: finding.sentence,
  };
}

/** What the values and their statistics say of one metric, where no gate bounds it. */
export function compareUngated(
  { metric, direction, difference: of }: Compared,
  decision: Decision | null,
  evaluation: EvaluationRecord | null,
): MetricComparison {
  const { baseline, candidate, difference, rows, spread } = of;
  const own = evaluation !== null && Object.hasOwn(evaluation.metrics, metric);
  const value = own ? evaluation.metrics[metric] : undefined;
  return {
    metric,
    direction,
    baseline,
    candidate,
    difference,
    interval: spread?.interval ?? null,
    candidateInterval: value?.interval ?? null,
    method: spread?.method ?? null,
    assessment: decision?.assessment ?? null,
    rowsNeeded: decision?.kind === 'judged' ? decision.rowsNeeded : null,
    beyondLimit: false,
    reason: candidate === null ? (value?.reason ?? null) : null,
    rows,
    change: changeOf(direction, baseline, candidate, null),
    gate: null,
    outcome: null,
    sentence: null,
  };
}

/** What becomes of a regression bound without a baseline: a pass where there is none yet, a warning where one differs. */
function unjudged({
  baseline,
  notComparable,
  outdated,
}: BaselineChoice): Pick<GateFinding, 'outcome' | 'sentence'> | null {
  if (outdated) {
    return {
      outcome: 'inconclusive',
      sentence:
        'A regression was not judged: the baseline is newer than this evaluation, which was compared row by row with an older one. Run the workflow again.',
    };
  }
  if (baseline !== null) return null;
  if (notComparable === null) {
    return { outcome: 'pass', sentence: 'There is no baseline yet that it could regress from.' };
  }
  return {
    outcome: 'warn',
    sentence: 'A regression was not judged: the baseline is on another evaluation set.',
  };
}

/** Better, worse or equal by the two values; `regression` by what the gate found. */
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
