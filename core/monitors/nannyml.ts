import type { DriftWindow, FeatureDrift, PerformanceDrift } from '../../schemas/types.ts';
import { fieldsIn, isFields } from '../fields.ts';
import { failed, ok } from '../result.ts';
import { bounded } from '../text/bounded.ts';
import { readAbout } from './about.ts';
import { externalFeature, findingsOf } from './findings.ts';
import { digestKey } from './key.ts';
import type { Monitor } from './monitor.ts';
import { type Cell, cellsOf, type Chunk } from './nannyml-cells.ts';
import { longest, numberOf, shown } from './values.ts';

const expected =
  'These are no results of NannyML: expected is {"rows": [...], "metadata": {...}} with the rows of results.filter(period="analysis").to_df().to_json(orient="records"), which have an "alert" for each column or metric.';
const mostChunks = 100;
const mostMetrics = 200;
/** A history is kept where all of them together are not larger than this. */
const mostHistory = 20_000;

/**
 * Results of NannyML, rows of `to_df()` as JSON: univariate drift, performance, estimated (CBPE, DLE) or realized. Its
 * `alert` in the newest chunk decides; the chunks before are the history.
 */
export const nannyml: Monitor = {
  id: 'nannyml',
  title: 'NannyML',
  listsOnlyAmiss: false,
  read(payload, context) {
    const rows = fieldsIn(isFields(payload) ? payload['rows'] : payload);
    const cells = [...cellsOf(rows)].sort((a, b) => compareChunks(a.chunk, b.chunk));
    if (cells.length === 0) return failed(expected);
    const about = readAbout(payload, context);
    if (!about.ok) return about;
    const series = seriesOf(cells);
    const chunks = chunksOf(cells);
    const history = series.length * chunks.length > mostHistory ? [] : chunks;
    const features = series.filter((one) => !isMetric(one)).map((one) => featureOf(one, history));
    const performance = series.filter(isMetric).slice(0, mostMetrics).map(performanceOf);
    const findings = findingsOf(features, performance);
    if (!findings.ok) return findings;
    const windows = windowsOf(chunks, cells);
    return ok([
      {
        ...about.value,
        window: about.value.window ?? chunks.at(-1)?.window ?? null,
        key: digestKey(rows, about.value.at, about.value.stream),
        decided: false,
        commit: null,
        findings: { ...findings.value, ...(windows.length === 0 ? {} : { windows }) },
      },
    ]);
  },
};

/** What is known of one column by one method, or of one metric: a cell a chunk. */
interface Series {
  readonly newest: Cell;
  /** The newest among them too, last. */
  readonly cells: readonly Cell[];
}

function seriesOf(all: readonly Cell[]): readonly Series[] {
  const groups = Map.groupBy(all, ({ subject, method }) => JSON.stringify([subject, method]));
  return [...groups.values()].flatMap((cells) => {
    const newest = cells.at(-1);
    return newest === undefined ? [] : [{ newest, cells }];
  });
}

function compareChunks(a: Chunk, b: Chunk): number {
  const [one, other] = [a.window?.start ?? '', b.window?.start ?? ''];
  if (one === other) return a.index - b.index;
  return one < other ? -1 : 1;
}

/** The figures of a model's performance that NannyML names; all else that has no method is looked at as a feature. */
const metrics: ReadonlySet<string> = new Set([
  'accuracy',
  'average_precision',
  'business_value',
  'f1',
  'false_negative',
  'false_positive',
  'mae',
  'mape',
  'mse',
  'msle',
  'precision',
  'recall',
  'rmse',
  'rmsle',
  'roc_auc',
  'specificity',
  'true_negative',
  'true_positive',
]);

function isMetric({ newest }: Series): boolean {
  return newest.method === null && metrics.has(newest.subject);
}

function outcomeOf({ fields }: Cell): FeatureDrift['outcome'] {
  if (fields['alert'] === true) return 'drift';
  const isJudged = fields['alert'] === false && numberOf(fields, 'value') !== null;
  return isJudged ? 'stable' : 'insufficient-data';
}

function featureOf({ newest, cells }: Series, chunks: readonly Chunk[]): FeatureDrift {
  const { subject, method, fields } = newest;
  const outcome = outcomeOf(newest);
  const feature = externalFeature({
    feature: subject,
    kind: kindOf(method),
    method: method ?? 'nannyml',
    outcome,
    reason: reasonOf(method ?? 'The figure', newest),
    size: numberOf(fields, 'value'),
    threshold: crossed(newest),
    alarm: 'distribution',
  });
  const byChunk = new Map(cells.map((cell) => [cell.chunk.id, cell]));
  const inOrder = chunks.map(({ id }) => byChunk.get(id));
  const sizes = inOrder.map((cell) => (cell === undefined ? null : numberOf(cell.fields, 'value')));
  const outcomes = inOrder.map((cell) =>
    cell === undefined ? 'insufficient-data' : outcomeOf(cell),
  );
  return {
    ...feature,
    ...(chunks.length === 0 ? {} : { history: { sizes, outcomes } }),
    since: outcome === 'drift' ? sinceOf(cells) : null,
  };
}

/** The start of the first of the newest chunks that alert without a break. */
function sinceOf(cells: readonly Cell[]): string | null {
  const last = cells.findLastIndex((cell) => outcomeOf(cell) !== 'drift');
  return cells[last + 1]?.chunk.window?.start ?? null;
}

function kindOf(method: string | null): FeatureDrift['kind'] {
  if (method === 'kolmogorov_smirnov' || method === 'wasserstein') return 'numeric';
  return method === 'chi2' || method === 'l_infinity' ? 'categorical' : 'unknown';
}

/** The threshold that the value lies beyond; else the upper one, or the lower where there is no other. */
function crossed({ fields }: Cell): number | null {
  const value = numberOf(fields, 'value');
  const [upper, lower] = [numberOf(fields, 'upper_threshold'), numberOf(fields, 'lower_threshold')];
  return lower !== null && (upper === null || (value !== null && value < lower)) ? lower : upper;
}

function reasonOf(what: string, cell: Cell): string {
  const value = numberOf(cell.fields, 'value');
  const limit = crossed(cell);
  if (value === null) return `${what} has no finite value in the newest chunk.`;
  const against = limit === null ? 'no threshold is given' : `the threshold is ${shown(limit)}`;
  const alert = cell.fields['alert'] === true ? 'NannyML alerts' : 'NannyML does not alert';
  return `${what} is ${shown(value)}, ${against}: ${alert}.`;
}

function performanceOf({ newest }: Series): PerformanceDrift {
  const { subject, fields, chunk } = newest;
  const lower = numberOf(fields, 'lower_confidence_boundary');
  const upper = numberOf(fields, 'upper_confidence_boundary');
  return {
    metric: bounded(subject, 64),
    // Only an estimate is given with an interval.
    estimated: Object.hasOwn(fields, 'upper_confidence_boundary'),
    value: numberOf(fields, 'value'),
    interval: lower === null && upper === null ? null : { lower, upper },
    rows: chunk.rows,
    reference: null,
    limit: crossed(newest),
    outcome: outcomeOf(newest),
    reason: bounded(reasonOf(subject, newest), longest.reason),
  };
}

function chunksOf(cells: readonly Cell[]): readonly Chunk[] {
  return [...new Map(cells.map(({ chunk }) => [chunk.id, chunk])).values()].slice(-mostChunks);
}

/** The chunks as windows of the record; none where they have no times. */
function windowsOf(chunks: readonly Chunk[], cells: readonly Cell[]): DriftWindow[] {
  const byChunk = Map.groupBy(cells, ({ chunk }) => chunk.id);
  return chunks.flatMap(({ id, window, rows }) => {
    if (window === null) return [];
    const own = byChunk.get(id) ?? [];
    const drifted = new Set(
      own.filter((cell) => outcomeOf(cell) === 'drift').map(({ subject }) => subject),
    ).size;
    const isCalm = own.every((cell) => outcomeOf(cell) === 'stable');
    const calm = isCalm ? 'stable' : 'insufficient-data';
    return [{ ...window, rows, outcome: drifted > 0 ? 'drift' : calm, drifted }];
  });
}
