import { type Measured, measuredText } from './measured.ts';
import { type MetricSource, refusal } from './source.ts';

/** One value of a metric's history. Steps are counted by the training, times are milliseconds since 1970. */
export interface MlflowValue {
  readonly value: Measured;
  readonly step: number;
  readonly timestamp: number;
}

/** `timestamp value`, `timestamp value step`, and with a data set's name and digest after it. */
const format = /^(-?\d+) (\S+)(?: (-?\d+)(?: .*)?)?$/;
const start = /^\d{9,} (?=\S)/;

/** Whether a text is the history of a metric as MLflow's file store keeps it. */
export function looksLikeMlflowHistory(text: string): boolean {
  return start.test(text);
}

/**
 * The newest value in the history of one metric, a line each. Throws an InputError with the line for one that is no
 * such line, and for a file without any.
 */
export function newestOfHistory(text: string, source: MetricSource): Measured {
  let newest: MlflowValue | null = null;
  let line = 0;
  for (let at = 0; at < text.length;) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const written = text.slice(at, end).trim();
    line += 1;
    at = end + 1;
    if (written === '') continue;
    const next = parseLine(written);
    if (next === null) throw malformed(source, line);
    newest = newer(newest, next);
  }
  if (newest === null) throw malformed(source, 1);
  return newest.value;
}

/**
 * The later of two values as MLflow has it: by step, then by time, then the larger. One that is not finite is never
 * hidden behind another of the same moment.
 */
export function newer(one: MlflowValue | null, other: MlflowValue): MlflowValue {
  if (one === null) return other;
  if (one.step !== other.step) return one.step > other.step ? one : other;
  if (one.timestamp !== other.timestamp) return one.timestamp > other.timestamp ? one : other;
  return rank(one.value) > rank(other.value) ? one : other;
}

function rank(value: Measured): number {
  return typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
}

function parseLine(line: string): MlflowValue | null {
  const [, timestamp, text, step] = format.exec(line) ?? [];
  const value = text === undefined ? undefined : measuredText(text);
  if (value === undefined) return null;
  return { value, step: Number(step ?? 0), timestamp: Number(timestamp) };
}

function malformed(source: MetricSource, line: number): Error {
  return refusal(
    'unreadable-report',
    source,
    `${source.name} (line ${line}) is not "timestamp value step", which MLflow writes: let the training log the metric again, or take it out of evaluate.report.`,
    { line },
  );
}
