import type { ReportedMetrics } from '../../schemas/types.ts';
import type { NotFinite, Reading } from './measured.ts';
import { type MetricSource, refusal, shownKey } from './source.ts';

/** What an evaluation record takes of one source: see `reported` in schemas/evaluation.schema.json. */
export const mostValues = 1_000;
const longestPath = 1_024;
/** Bencher's names are the longest that a format allows: 1,024 characters of a benchmark and 64 of a measure. */
const longestKey = 1_100;

/**
 * The entry of an evaluation record for what was read from one source: every value by its key, those that are not
 * finite as null and by name in `notFinite`. Throws an InputError that names source and key when there is no number,
 * when there are too many, when a key is too long, and when two values have one key: the last would hide the first.
 */
export function reportedMetrics(
  source: MetricSource,
  readings: Iterable<Reading>,
): ReportedMetrics {
  const { name } = source;
  if (name.length > longestPath) {
    throw refusal(
      'path-too-long',
      source,
      `${shownKey(name)} is a path longer than the ${longestPath} characters that a record takes: use shorter names.`,
    );
  }
  const values = new Map<string, number | null>();
  const notFinite = new Map<string, NotFinite>();
  for (const { key, value } of readings) {
    const text = checkedKey(source, key, values);
    values.set(text, typeof value === 'string' ? null : value);
    if (typeof value === 'string') notFinite.set(text, value);
  }
  if (values.size === 0) {
    throw refusal(
      'no-values',
      source,
      `${name} holds no metric that could be read: write names with numbers into it, as JSON or YAML, or take it out of evaluate.report.`,
    );
  }
  return {
    path: name,
    // Not by assignment, in which a key such as __proto__ would be lost.
    values: Object.fromEntries(values),
    ...(notFinite.size === 0 ? {} : { notFinite: Object.fromEntries(notFinite) }),
  };
}

/** The key as a record takes it. */
function checkedKey(
  source: MetricSource,
  key: string,
  values: ReadonlyMap<string, unknown>,
): string {
  const { name } = source;
  if (key.length > longestKey) {
    throw refusal(
      'key-too-long',
      source,
      `${name} has a metric with the name ${shownKey(key)}; ${longestKey} are allowed. Use a shorter name.`,
    );
  }
  const text = key.toWellFormed();
  if (values.has(text)) {
    throw refusal(
      'duplicate-key',
      source,
      `${name} has more than one value for ${shownKey(text)}, and only one can be meant: give each its own name.`,
    );
  }
  if (values.size >= mostValues) {
    throw refusal(
      'too-many-values',
      source,
      `${name} holds more than ${mostValues} numbers: name a file with the final numbers in evaluate.report.`,
    );
  }
  return text;
}
