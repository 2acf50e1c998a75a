import { isMapping } from './mapping.ts';
import { type Measured, measured, measuredText, type Reading } from './measured.ts';
import { type MlflowValue, newer } from './mlflow-history.ts';

/** What a tracking server says of a run. */
export interface MlflowAnswer {
  readonly runId: string;
  readonly deleted: boolean;
  /** The newest value of each metric. */
  readonly metrics: readonly Reading[];
}

/**
 * Reads the answer of `GET /api/2.0/mlflow/runs/get`; null when it has another shape, also in one metric only, since
 * a metric that is left out could be the one that matters.
 */
export function readMlflowAnswer(answer: unknown): MlflowAnswer | null {
  const run = isMapping(answer) ? answer['run'] : null;
  if (!isMapping(run) || !isMapping(run['info'])) return null;
  const { info, data } = run;
  const runId = info['run_id'] ?? info['run_uuid'];
  const metrics = newestMetrics(data);
  if (typeof runId !== 'string' || metrics === null) return null;
  return { runId, deleted: info['lifecycle_stage'] === 'deleted', metrics };
}

/** A run without parameters, metrics and tags may come without data, and one without metrics without them. */
function newestMetrics(data: unknown = {}): readonly Reading[] | null {
  const listed = isMapping(data) ? (data['metrics'] ?? []) : null;
  if (!Array.isArray(listed)) return null;
  const newest = new Map<string, MlflowValue>();
  for (const entry of listed as readonly unknown[]) {
    const found = readMetric(entry);
    if (found === null) return null;
    newest.set(found.key, newer(newest.get(found.key) ?? null, found));
  }
  return [...newest].map(([key, { value }]) => ({ key, value }));
}

function readMetric(entry: unknown): (Reading & MlflowValue) | null {
  if (!isMapping(entry) || typeof entry['key'] !== 'string') return null;
  const value = storedValue(entry['value']);
  const step = integer(entry['step']);
  const timestamp = integer(entry['timestamp']);
  if (value === undefined || step === null || timestamp === null) return null;
  return { key: entry['key'], value, step, timestamp };
}

/** MLflow's SQL store keeps an infinite value as the largest double of its sign. */
function storedValue(value: unknown): Measured | undefined {
  if (value === Number.MAX_VALUE) return 'Infinity';
  return value === -Number.MAX_VALUE ? '-Infinity' : measured(value);
}

/** The JSON of a protocol buffer may leave out a zero, and may write a 64-bit integer as text. */
function integer(value: unknown = 0): number | null {
  const number = typeof value === 'string' ? measuredText(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
