import type { Comparison, DriftRecord, EvaluationOnDrift } from '../../schemas/types.ts';
import { driftedStretch } from '../drift/drifted-stretch.ts';
import { driftedWindow, isWithin, type WindowBounds } from '../drift/drifted-window.ts';
import { type Compared, gatedDifference } from '../judge/decisions.ts';
import { differenceOf } from '../judge/differences.ts';
import { findMetric } from '../metrics/index.ts';
import { pairRows, type RowPairing } from '../predictions/pair.ts';
import type { Predictions } from '../predictions/predictions.ts';
import { selectRows } from '../predictions/select-rows.ts';
import { failed, ok, type Result } from '../result.ts';
import { decide, type Decision } from '../statistics/decide.ts';
import { compareRows } from './compare-rows.ts';
import type { Sampling } from './sampling.ts';

/** Fewer rows tell nothing. */
export const fewestOnDrift = 30;
/** Fewer groups of rows that belong together, such as days, tell nothing: of so few there are no intervals. */
const fewestGroups = 10;
/** Bounds of the record's schema. */
const most = { metrics: 100, reason: 1_024 };

/** A drift record with a window. */
export type WindowedDrift = Readonly<DriftRecord> & { readonly window: object };

/** Both sides of the comparison, as far as they are to be had. */
export interface SidesOnDrift {
  readonly candidate: Predictions;
  /** Its version, and its predictions or why there are none, as a sentence. */
  readonly champion: {
    readonly version: string | null;
    readonly predictions: Result<Predictions>;
  };
  /** Of the candidate's rows; or why they are not known, as a sentence. */
  readonly times: Result<Float64Array>;
}

/**
 * Compares candidate and champion, row by row, on those rows that lie in the window of a drift. Better is a candidate of
 * which a metric is surely better and none surely worse: by its 95% interval, and after Holm's correction over the metrics.
 */
export function compareOnDrift(
  ids: readonly string[],
  drift: WindowedDrift,
  sides: SidesOnDrift,
  sampling: Sampling,
): EvaluationOnDrift {
  const found = rowsOnDrift(drift, sides);
  const { start, end } = driftedStretch(drift) ?? drift.window;
  const about = {
    drift: drift.id,
    start,
    end,
    champion: sides.champion.version,
  };
  if (!found.ok) return { ...about, ...inconclusive(found.reason, 0) };
  const { candidate, champion } = found.value;
  const { rows } = candidate;
  if (rows < fewestOnDrift) {
    const reason = `Only ${rows} of the judged rows lie in the window, and at least ${fewestOnDrift} are needed.`;
    return { ...about, ...inconclusive(reason, rows) };
  }
  const groups = candidate.clusters?.count ?? rows;
  if (groups < fewestGroups) {
    const reason = `The judged rows in the window are of only ${groups} groups, and at least ${fewestGroups} are needed.`;
    return { ...about, ...inconclusive(reason, rows) };
  }
  const { fields } = compareRows(ids, candidate, champion, sampling);
  if (fields.refused !== undefined) return { ...about, ...inconclusive(fields.refused, rows) };
  return { ...about, rows, ...judged(ids, fields) };
}

interface Both {
  readonly candidate: Predictions;
  readonly champion: Predictions;
}

/** The rows in the window that both judged; none is a side without rows, and then its other fields mean nothing. */
function rowsOnDrift(drift: WindowedDrift, sides: SidesOnDrift): Result<Both> {
  const window = driftedWindow(drift);
  if (window === null) return failed('The window of the drift can not be read as times.');
  if (!sides.champion.predictions.ok) return sides.champion.predictions;
  if (!sides.times.ok) return sides.times;
  const pairing = pairRows(unsliced(sides.candidate), unsliced(sides.champion.predictions.value));
  if (pairing.refused !== null) return failed(pairing.refused);
  return ok(within(window, sides.times.value, pairing));
}

function within(
  window: WindowBounds,
  times: Float64Array,
  { candidate, baseline, candidateRows, baselineRows }: RowPairing,
): Both {
  const places = candidateRows
    .map((_, place) => place)
    .filter((place) => isWithin(window, times[candidateRows[place] ?? 0] ?? Number.NaN));
  const rowsOf = (rows: Uint32Array): Uint32Array => places.map((place) => rows[place] ?? 0);
  return {
    candidate: selectRows(candidate, rowsOf(candidateRows)),
    champion: selectRows(baseline, rowsOf(baselineRows)),
  };
}

/** Slices of a part of the rows are nobody's question. */
function unsliced(predictions: Predictions): Predictions {
  return { ...predictions, slices: [] };
}

function judged(
  ids: readonly string[],
  fields: Omit<Comparison, 'baseline'>,
): Pick<EvaluationOnDrift, 'outcome' | 'metrics' | 'reason'> {
  // Whose predictions these are makes no difference to what their rows say.
  const comparison = { ...fields, baseline: { evaluation: '', predictions: '' } };
  const compared = ids.slice(0, most.metrics).map((metric): Compared => ({
    metric,
    direction: findMetric(metric)?.direction ?? null,
    difference: differenceOf(metric, null, null, comparison),
  }));
  const decisions = decide(
    compared.map((one) => gatedDifference(one, 0)).filter((one) => one !== null),
  );
  const metrics = compared.map(({ metric, difference: of }) => ({
    metric,
    candidate: of.candidate,
    champion: of.baseline,
    difference: of.difference,
    interval:
      of.spread === null ? null : { lower: of.spread.interval.low, upper: of.spread.interval.high },
  }));
  return { metrics, ...outcomeOf(decisions, fields.notes ?? []) };
}

function outcomeOf(
  decisions: readonly Decision[],
  notes: readonly string[],
): Pick<EvaluationOnDrift, 'outcome' | 'reason'> {
  const named = (assessment: Decision['assessment']): string =>
    decisions
      .filter((one) => one.assessment === assessment)
      .map(({ metric }) => metric)
      .join(', ');
  const [better, worse] = [named('better'), named('worse')];
  if (worse !== '') return { outcome: 'worse', reason: clip(`Surely worse: ${worse}.`) };
  if (better !== '') return { outcome: 'better', reason: clip(`Surely better: ${better}.`) };
  if (decisions.some(({ kind }) => kind === 'judged')) {
    return { outcome: 'alike', reason: 'These rows can not tell the two apart.' };
  }
  const why = notes.length > 0 ? notes.join(' ') : 'No difference has an interval.';
  return { outcome: 'inconclusive', reason: clip(why) };
}

function inconclusive(
  reason: string,
  rows: number,
): Pick<EvaluationOnDrift, 'rows' | 'outcome' | 'metrics' | 'reason'> {
  return { rows, outcome: 'inconclusive', metrics: [], reason: clip(reason) };
}

function clip(text: string): string {
  return text.length <= most.reason ? text : `${text.slice(0, most.reason - 1).toWellFormed()}…`;
}
