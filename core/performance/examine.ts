import type { PerformanceDrift } from '../../schemas/types.ts';
import { usualPersistence } from '../drift/rules.ts';
import { selectRows } from '../predictions/select-rows.ts';
import { bounded } from '../text/bounded.ts';
import { allowedRegression, type WatchedMetric, watchedMetrics, whyNotComputed } from './bounds.ts';
import { type Calibration, calibrationOf } from './estimate/calibration.ts';
import { canBeEstimated, estimateWithoutLabels } from './estimate/estimate.ts';
import { fewestRows, type PerformanceFacts } from './facts.ts';
import { type Draws, measure, type Measured } from './measure.ts';
import { referenceValues } from './references.ts';
import { type KeptRows, labelledOf, rowsBySpan, type Span } from './rows.ts';
import { judgeSeries, type MeasuredWindow } from './series.ts';

/** As many as a record takes. */
const mostFindings = 200;

/** What was found of the performance. */
export interface PerformanceFindings {
  /** At most one that was measured and one that was estimated for each metric. */
  readonly performance: PerformanceDrift[];
  /** What a person should know, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * How good the model is in production, window by window: measured where labels are known, and estimated from calibrated
 * probabilities where the newest window has under 200 of them. A metric drifts where its whole interval is beyond its
 * bound in enough of the newest windows that have enough rows.
 */
export function examinePerformance(facts: PerformanceFacts): PerformanceFindings {
  const { performance, notes } = examineAll(facts);
  if (performance.length <= mostFindings) return { performance, notes };
  const bounded = performance.filter((one) => one.limit !== null || one.maxRegression != null);
  const first = [...new Set([...bounded, ...performance])].slice(0, mostFindings);
  const note = `A record takes ${mostFindings} metrics, and ${performance.length - mostFindings} more are left out, those without a bound first.`;
  return { performance: first, notes: [...notes, note] };
}

function examineAll(facts: PerformanceFacts): PerformanceFindings {
  const { config, current } = facts;
  const watched = watchedMetrics(config);
  const notes = [...current.notes, ...leftInWords(facts)];
  const { kept } = current;
  if (kept === null) {
    const reason = notes[0] ?? 'No row of the current data can be used.';
    return { performance: unjudged(watched, reason), notes };
  }
  const computed = watched.filter((one) => whyNotComputed(one, kept.predictions) === null);
  const lacking: PerformanceDrift[] = [];
  for (const one of watched) {
    const reason = whyNotComputed(one, kept.predictions);
    if (reason === null) continue;
    lacking.push(...unjudged([one], reason));
    notes.push(reason);
  }
  const spans = kept.times === null || facts.windows.length === 0 ? [null] : facts.windows;
  const rules = {
    persistence: config.monitor?.persistence ?? usualPersistence,
    references: referenceValues(computed, facts),
  };
  const measured = measuredWindows(computed, kept, spans, facts);
  const labelled = measured.map(({ rows }) => rows);
  const hasLabels = labelled.some((rows) => rows > 0);
  const isEnough = (labelled.at(-1) ?? 0) >= fewestRows;
  const performance = hasLabels
    ? judgeSeries(computed, measured, { ...rules, estimated: false, note: '' })
    : [];
  if (isEnough) return { performance: [...performance, ...lacking], notes };
  const estimated = estimate(computed, kept, spans, { ...rules, facts });
  const without =
    performance.length === 0 && estimated.performance.length === 0
      ? unjudged(computed, estimated.note)
      : [];
  return {
    performance: [...performance, ...estimated.performance, ...without, ...lacking],
    notes: [...notes, estimated.note],
  };
}

type LabelledWindow = MeasuredWindow & { readonly rows: number };

function measuredWindows(
  watched: readonly WatchedMetric[],
  kept: KeptRows,
  spans: readonly (Span | null)[],
  { draws }: PerformanceFacts,
): readonly LabelledWindow[] {
  const ids = watched.map(({ id }) => id);
  const inSpans = rowsBySpan(kept, spans);
  return spans.map((span, index) => {
    const rows = labelledOf(kept, inSpans[index] ?? new Uint32Array());
    if (rows.length === 0) return { span, rows: 0, measures: new Map() };
    const predictions = selectRows(kept.predictions, rows);
    const seed = `${draws.seed}/window/${index}`;
    return { span, rows: rows.length, measures: measure(ids, predictions, { ...draws, seed }) };
  });
}

type EstimateRules = Pick<Parameters<typeof judgeSeries>[2], 'persistence' | 'references'> & {
  readonly facts: PerformanceFacts;
};

/** What can be said without labels, and a sentence about it. */
function estimate(
  watched: readonly WatchedMetric[],
  kept: KeptRows,
  spans: readonly (Span | null)[],
  { facts, ...rules }: EstimateRules,
): { readonly performance: readonly PerformanceDrift[]; readonly note: string } {
  const { predictions } = kept;
  if (!canBeEstimated(predictions)) {
    return { performance: [], note: whyNoEstimate(facts.config.task) };
  }
  const sources = [facts.reference?.kept ?? null, kept].filter((one) => one !== null);
  const calibration = calibrationOf(sources);
  if (calibration.kind === 'none') {
    const performance = unjudged(watched, calibration.reason).map((one) => ({
      ...one,
      estimated: true,
    }));
    return { performance, note: calibration.reason };
  }
  const windows = rowsBySpan(kept, spans).map((rows, index) => ({
    span: spans[index] ?? null,
    measures: estimateRows(watched, kept, rows, {
      calibration,
      draws: { ...facts.draws, seed: `${facts.draws.seed}/estimate/${index}` },
    }),
  }));
  const note = `Without labels an estimate is told: what the model's own probabilities lead one to expect. ${calibration.note}`;
  return { performance: judgeSeries(watched, windows, { ...rules, estimated: true, note }), note };
}

/** How rows are estimated. */
export interface EstimateOptions {
  readonly calibration: Extract<Calibration, { kind: 'chances' }>;
  readonly draws: Draws;
}

/** What is expected of some of the rows; nothing of none. */
export function estimateRows(
  watched: readonly WatchedMetric[],
  kept: KeptRows,
  rows: Uint32Array,
  { calibration, draws }: EstimateOptions,
): ReadonlyMap<string, Measured> {
  const predictions = selectRows(kept.predictions, rows);
  if (rows.length === 0 || !canBeEstimated(predictions)) return new Map();
  const ids = watched.map(({ id }) => id);
  return estimateWithoutLabels(ids, predictions, calibration, draws);
}

function whyNoEstimate(task: PerformanceFacts['config']['task']): string {
  const few = `The newest window has under ${fewestRows} rows with a label, and`;
  if (task === 'regression' || task === 'ranking') {
    return `${few} for a ${task} model nothing is estimated without labels.`;
  }
  return `${few} without the model's probabilities nothing is estimated: write them into the current data, and name their columns in evaluate.predictions.`;
}

/** Metrics that `monitor.performance` asks for, and that can't be judged. */
function unjudged(watched: readonly WatchedMetric[], reason: string): PerformanceDrift[] {
  return watched
    .filter(({ isAsked }) => isAsked)
    .map(({ id, gate }) => {
      const allowed = allowedRegression(gate, null);
      return {
        metric: id.slice(0, 64),
        estimated: false,
        value: null,
        interval: null,
        rows: 0,
        reference: null,
        limit: gate.limit ?? null,
        ...(allowed === undefined ? {} : { maxRegression: allowed }),
        outcome: 'insufficient-data' as const,
        reason: bounded(reason, 1024),
      };
    });
}

function leftInWords({ current }: PerformanceFacts): readonly string[] {
  return current.left.map(
    ({ column, why, rows }) =>
      `${rows.toLocaleString('en-US')} of ${current.read.toLocaleString('en-US')} rows were left out, since ${JSON.stringify(bounded(column, 60))} is ${why} there.`,
  );
}
