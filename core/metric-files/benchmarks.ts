import { isMapping, type Mapping } from './mapping.ts';
import { type Measured, measured, type Reading } from './measured.ts';
import { mostValues } from './reported.ts';
import { type MetricSource, refusal, shownKey } from './source.ts';

/**
 * The entries of benchmark-action's custom format, `[{ name, unit, value, range?, extra? }]`, by their names; null
 * for a document that has another shape. Throws an InputError for an entry without a number.
 */
export function benchmarkActionEntries(
  document: unknown,
  source: MetricSource,
): readonly Reading[] | null {
  if (!Array.isArray(document) || !isNamedValue(document[0])) return null;
  return document.map((entry: unknown, index) => {
    const value = isNamedValue(entry) ? measured(entry['value']) : undefined;
    if (!isNamedValue(entry) || value === undefined) {
      const name = isMapping(entry) && typeof entry['name'] === 'string' ? entry['name'] : null;
      throw refusal(
        'no-value',
        source,
        `${source.name} has no number in its entry ${index + 1}${name === null ? '' : `, ${shownKey(name)}`}: each entry needs a "name", and a "value" that is a number without quotes.`,
      );
    }
    return { key: entry.name, value };
  });
}

function isNamedValue(entry: unknown): entry is Mapping & { readonly name: string } {
  return isMapping(entry) && typeof entry['name'] === 'string' && Object.hasOwn(entry, 'value');
}

/** The bounds come after the value, under its key and their own name. */
const parts = ['value', 'lower_value', 'upper_value'] as const;

/**
 * The values of the Bencher Metric Format, `{ benchmark: { measure: { value, lower_value?, upper_value? } } }`, by
 * `benchmark measure`, and with ` lower_value` or ` upper_value` after it for the bounds. Null for a document in
 * which anything has another shape.
 */
export function bencherMetrics(document: unknown): readonly Reading[] | null {
  if (!isMapping(document)) return null;
  const readings: Reading[] = [];
  for (const [benchmark, measures] of Object.entries(document)) {
    if (!isMapping(measures)) return null;
    for (const [measure, metric] of Object.entries(measures)) {
      const found = partsOf(metric);
      if (found === null) return null;
      if (readings.length > mostValues) return readings; // Too many for a record, however they go on.
      for (const [part, value] of found) {
        const suffix = part === 'value' ? '' : ` ${part}`;
        readings.push({ key: `${benchmark} ${measure}${suffix}`, value });
      }
    }
  }
  return readings;
}

function partsOf(metric: unknown): readonly (readonly [string, Measured])[] | null {
  if (!isMapping(metric) || !Object.hasOwn(metric, 'value')) return null;
  const found = parts.flatMap((part) => {
    const value = Object.hasOwn(metric, part) ? measured(metric[part]) : undefined;
    return value === undefined ? [] : [[part, value] as const];
  });
  return found.length === Object.keys(metric).length ? found : null;
}
