import type { ReportedMetrics } from '../../schemas/types.ts';
import { bencherMetrics, benchmarkActionEntries } from './benchmarks.ts';
import { parseDocument } from './document.ts';
import { lastOfDvcliveTable, looksLikeDvcliveTable } from './dvclive-table.ts';
import { flatten } from './flatten.ts';
import { isMapping } from './mapping.ts';
import { measured, type Reading } from './measured.ts';
import { looksLikeMlflowHistory, newestOfHistory } from './mlflow-history.ts';
import { reportedMetrics } from './reported.ts';
import type { MetricSource } from './source.ts';

/**
 * The numbers of one metric file, in whichever format it is by its content: JSON or YAML, flat or nested (DVC,
 * DVCLive), benchmark-action, Bencher, one number alone, a metric's history of MLflow's file store, a metric's table
 * of DVCLive. Throws an InputError, with the line where there is one, for a text that is in none of them, or that a
 * record can't take.
 */
export function readMetricText(text: string, source: MetricSource): ReportedMetrics {
  return reportedMetrics(source, readings(text, source));
}

function readings(text: string, source: MetricSource): Iterable<Reading> {
  if (looksLikeMlflowHistory(text)) {
    return [{ key: lastPart(source.name), value: newestOfHistory(text, source) }];
  }
  if (looksLikeDvcliveTable(text)) return lastOfDvcliveTable(text, source);
  const document = parseDocument(text, source);
  const value = measured(document);
  if (value !== undefined)
    return [{ key: lastPart(source.name).replace(/(.)\.\w+$/, '$1'), value }];
  return (
    benchmarkActionEntries(document, source) ??
    bencherMetrics(document) ??
    (isMapping(document) ? flatten(document, source) : [])
  );
}

/** A file that holds one number names it by its own name. */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
