import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { readMetricText } from '../../core/metric-files/index.ts';
import type { ReportedMetrics } from '../../schemas/types.ts';
import { expand, resolveWithin } from '../files/index.ts';
import { readMlflowFolder } from './mlflow-folder.ts';
import { fileSource, readText } from './read-text.ts';

/** What an evaluation record takes: see `reported` in schemas/evaluation.schema.json. */
const mostFiles = 100;

/**
 * The numbers in a project's own metric files, whatever the format; see `readMetricText`. Each declared path is a
 * file, a pattern, or a folder: of MLflow's file store its newest run, of DVCLive its `metrics.json`, of any other
 * every file. Throws an InputError, with the line where there is one, for a path that leads to no file or out of the
 * model's folder, and for a file that can't be read as metrics.
 */
export async function readReportedMetrics(
  folder: string,
  patterns: readonly string[],
): Promise<ReportedMetrics[]> {
  const sources = new Map<string, ReportedMetrics | null>();
  for (const pattern of patterns) {
    const path = await directory(folder, pattern);
    const store = path === null ? null : await readMlflowFolder(folder, path);
    if (store !== null) sources.set(store.path, store);
    else for (const file of await filesOf(folder, pattern, path)) sources.set(file, null);
  }
  if (sources.size > mostFiles) {
    throw new InputError(
      'too-many-reports',
      `evaluate.report names ${sources.size} files; a record takes ${mostFiles}. Name fewer.`,
    );
  }
  const reports: ReportedMetrics[] = [];
  for (const [path, store] of sources) {
    reports.push(store ?? readMetricText(await readText(folder, path), fileSource(folder, path)));
  }
  return reports;
}

/** The path of a declared folder, from the model's; null for a file or a pattern. */
async function directory(folder: string, pattern: string): Promise<string | null> {
  const path = resolveWithin(folder, pattern);
  const kind = await stat(path).catch(() => null);
  return kind?.isDirectory() === true ? relative(folder, path).replaceAll(sep, '/') : null;
}

async function filesOf(
  folder: string,
  pattern: string,
  directory: string | null,
): Promise<readonly string[]> {
  const files =
    (directory === null ? null : await dvcliveSummary(folder, directory)) ??
    (await expand(folder, pattern));
  if (files.length > 0) return files;
  throw new InputError(
    'no-report',
    `evaluate.report names ${pattern}, and the model's folder has no such file: let the evaluation write it, or take it out.`,
  );
}

/** The newest values that DVCLive keeps beside its tables; null for a folder that is not DVCLive's. */
async function dvcliveSummary(folder: string, path: string): Promise<readonly string[] | null> {
  const inside = path === '' ? '' : `${path}/`;
  const tables = await expand(folder, `${inside}plots/metrics`);
  const summary = await expand(folder, `${inside}metrics.json`);
  return tables.length > 0 && summary.length > 0 ? summary : null;
}
