import type { DriftSlice } from '../../../schemas/types.ts';
import { timeText } from '../../report/drift/time-text.ts';
import { formatCount, formatNumber, formatWhole } from '../../report/number.ts';
import { mostSlices } from '../../slices/limits.ts';
import { bounded } from '../../text/bounded.ts';
import { isoOf } from '../../time/instant.ts';
import {
  type Bound,
  boundOf,
  type ReferenceValue,
  type WatchedMetric,
  watchedMetrics,
  whyNotComputed,
} from '../bounds.ts';
import { type Calibration, calibrationOf } from '../estimate/calibration.ts';
import { canBeEstimated } from '../estimate/estimate.ts';
import { estimateRows } from '../examine.ts';
import { fewestRows, type PerformanceFacts } from '../facts.ts';
import { judgeWindow, type WindowVerdict } from '../judge-window.ts';
import { measure, type Measured } from '../measure.ts';
import { smallestSentences } from '../reason.ts';
import { valuesOf } from '../references.ts';
import { allRows, type KeptRows, rowsBySpan } from '../rows.ts';
import { judgeAnswers } from './judge-answers.ts';
import {
  labelledSlice,
  type ProductionSlice,
  type ReferenceSlices,
  sliceName,
  slicesAmong,
} from './slices.ts';

/** As many as a record takes. */
const mostFindings = 1_000;
/** The spread of a slice needs fewer draws than that of the whole. */
const mostResamples = 200;

/** What was found of slices. */
export interface SliceFindings {
  readonly slices: DriftSlice[];
  /** What a person should know, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Each value of `monitor.slices` in the newest window: its metrics against limit and reference, by labels or else
 * estimated; where a slice has nothing to be compared with, its answers against those in the same slice of the reference.
 * All are corrected together (Holm). A slice is at most a warning: one window says it, among many slices, and the whole is
 * what drifts. Slices of under 200 rows are shown and not judged.
 */
export function examineSlices(facts: PerformanceFacts): SliceFindings {
  const { kept } = facts.current;
  if (kept === null || kept.predictions.slices.length === 0) return { slices: [], notes: [] };
  const watched = watchedMetrics(facts.config).filter(
    (one) => whyNotComputed(one, kept.predictions) === null && isBounded(one),
  );
  const most = Math.min(mostSlices, Math.floor(mostFindings / Math.max(1, watched.length)));
  const all = slicesAmong(kept, newestRows(kept, facts));
  const shown = all.slice(0, most);
  const slices = shown.filter(({ rows }) => rows.length >= fewestRows);
  const references = referenceSlices(facts);
  const calibration = calibrationFor(kept, facts);
  const measures = slices.flatMap((slice) =>
    measuresOf(slice, watched, { kept, references, calibration, facts }),
  );
  const found = judgeMeasures(measures);
  const compared = new Set(measures.map(({ slice }) => slice));
  const others = slices.filter((slice) => !compared.has(slice));
  return {
    slices: [
      ...[...found, ...judgeAnswers(others, kept, references, facts)].map((slice) =>
        withWindow(slice, facts),
      ),
      ...shown.filter(({ rows }) => rows.length < fewestRows).map(tooSmall),
    ],
    notes: all.length > most ? [cutInWords(all.length, most)] : [],
  };
}

/** An alarm names its window. */
function withWindow(slice: DriftSlice, { windows }: PerformanceFacts): DriftSlice {
  const newest = windows.at(-1);
  if (newest === undefined || slice.outcome !== 'warning') return slice;
  const [start, end] = [newest.start, newest.end].map((time) => timeText(isoOf(time)));
  const reason = `${slice.reason} The window is ${start ?? ''} to ${end ?? ''}.`;
  return { ...slice, reason: bounded(reason, 1_024) };
}

function tooSmall(slice: ProductionSlice): DriftSlice {
  const rows = slice.rows.length;
  return {
    column: slice.column,
    value: slice.value,
    rows,
    outcome: 'insufficient-data',
    metric: null,
    metricValue: null,
    interval: null,
    reference: null,
    reason: `Where ${sliceName(slice)}, there are ${formatCount(rows, 'row')}: ${fewestRows} are needed to judge it.`,
  };
}

function cutInWords(all: number, most: number): string {
  return `monitor.slices makes ${formatWhole(all)} slices of the newest window, and the ${formatWhole(most)} largest are looked at: name columns that have fewer values.`;
}

function isBounded({ gate }: WatchedMetric): boolean {
  return gate.limit !== undefined || gate.max_regression !== undefined;
}

function newestRows(kept: KeptRows, { windows }: PerformanceFacts): Uint32Array {
  const newest = windows.at(-1);
  if (kept.times === null || newest === undefined) return allRows(kept);
  return rowsBySpan(kept, [newest])[0] ?? new Uint32Array();
}

function referenceSlices({ reference }: PerformanceFacts): ReferenceSlices {
  const kept = reference?.kept ?? null;
  if (kept === null) return new Map();
  return new Map(
    slicesAmong(kept, allRows(kept))
      .filter(({ rows }) => rows.length >= fewestRows)
      .map((slice) => [slice.key, slice]),
  );
}

function calibrationFor(kept: KeptRows, { reference }: PerformanceFacts): Calibration | null {
  if (!canBeEstimated(kept.predictions)) return null;
  return calibrationOf([reference?.kept ?? null, kept].filter((one) => one !== null));
}

interface SliceContext {
  readonly kept: KeptRows;
  readonly references: ReferenceSlices;
  readonly calibration: Calibration | null;
  readonly facts: PerformanceFacts;
}

interface SliceMeasure {
  readonly slice: ProductionSlice;
  readonly watched: WatchedMetric;
  readonly measured: Measured;
  readonly estimated: boolean;
  readonly reference: number | null;
  readonly bound: Bound;
}

function measuresOf(
  slice: ProductionSlice,
  watched: readonly WatchedMetric[],
  { kept, references, calibration, facts }: SliceContext,
): readonly SliceMeasure[] {
  if (watched.length === 0) return [];
  const draws = {
    seed: `${facts.draws.seed}/slice/${slice.key}`,
    resamples: Math.min(mostResamples, facts.draws.resamples ?? mostResamples),
  };
  const ids = watched.map(({ id }) => id);
  const labelled = labelledSlice(kept, slice);
  const estimated = labelled.rows < fewestRows;
  if (estimated && calibration?.kind !== 'chances') return [];
  const measures =
    estimated && calibration?.kind === 'chances'
      ? estimateRows(watched, kept, slice.rows, { calibration, draws })
      : measure(ids, labelled, draws);
  const before = referenceMeasures(watched, slice, { references, facts });
  return watched.flatMap((one) => {
    const measured = measures.get(one.id);
    const reference = before.get(one.id) ?? null;
    const bound = boundOf(withoutBrokenLimit(one, reference), reference);
    if (measured === undefined || bound === null) return [];
    return [
      { slice, watched: one, measured, estimated, reference: reference?.value ?? null, bound },
    ];
  });
}

function referenceMeasures(
  watched: readonly WatchedMetric[],
  slice: ProductionSlice,
  { references, facts }: Pick<SliceContext, 'references' | 'facts'>,
): ReadonlyMap<string, ReferenceValue> {
  const [kept, same] = [facts.reference?.kept ?? null, references.get(slice.key)];
  if (kept === null || same === undefined) return new Map();
  return valuesOf(watched, kept, same.rows, { ...facts.draws, resamples: mostResamples });
}

/** A slice that the reference already shows beyond the limit is no news. */
function withoutBrokenLimit(
  watched: WatchedMetric,
  reference: ReferenceValue | null,
): WatchedMetric {
  const { limit, ...others } = watched.gate;
  if (limit === undefined || reference === null) return watched;
  const isBroken =
    watched.metric?.direction === 'lower' ? reference.value > limit : reference.value < limit;
  return isBroken ? { ...watched, gate: others } : watched;
}

function judgeMeasures(measures: readonly SliceMeasure[]): readonly DriftSlice[] {
  const verdicts = judgeWindow(
    measures.map(({ watched, measured, bound }, index) => ({
      metric: String(index),
      direction: watched.metric?.direction ?? 'higher',
      measured,
      bound,
    })),
  );
  return measures.map((one, index) => {
    const verdict = verdicts.get(String(index)) ?? 'unjudged';
    const { slice, watched, measured, reference } = one;
    const { interval } = measured;
    return {
      column: slice.column,
      value: slice.value,
      rows: slice.rows.length,
      outcome: outcomeOf(verdict),
      metric: watched.id.slice(0, 64),
      metricValue: measured.value,
      interval: interval === null ? null : { lower: interval.low, upper: interval.high },
      reference,
      reason: reasonFor(one, verdict),
    };
  });
}

function outcomeOf(verdict: WindowVerdict): DriftSlice['outcome'] {
  if (verdict === 'unjudged') return 'insufficient-data';
  return verdict === 'beyond' ? 'warning' : 'stable';
}

function reasonFor(
  { slice, watched, measured, estimated, bound, reference }: SliceMeasure,
  verdict: WindowVerdict,
): string {
  const name = estimated ? `estimated ${watched.id}` : watched.id;
  const where = `Where ${sliceName(slice)}, ${name}`;
  if (measured.value === null || verdict === 'unjudged') {
    return `${where} can't be judged: it has no value or no interval there.`;
  }
  const { interval } = measured;
  const between =
    interval === null
      ? ''
      : ` (95% between ${formatNumber(interval.low)} and ${formatNumber(interval.high)})`;
  const value = `${where} is ${formatNumber(measured.value)}${between}`;
  const smallest = smallestSentences(measured)
    .map((sentence) => ` ${sentence}`)
    .join('');
  const worst =
    bound.words === 'limit'
      ? `the limit of ${formatNumber(bound.worst)}`
      : `the ${formatNumber(bound.worst)} that is allowed, by the reference's ${formatNumber(reference)} there`;
  const side = watched.metric?.direction === 'lower' ? 'over' : 'under';
  if (verdict === 'beyond') return `${value}, surely ${side} ${worst}.${smallest}`;
  if (verdict === 'open')
    return `${value}; the rows can't tell on which side of ${worst} it is.${smallest}`;
  return `${value}, and keeps to ${worst}.`;
}
