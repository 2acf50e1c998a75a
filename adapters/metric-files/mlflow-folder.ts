import {
  type MlflowRun,
  newestRun,
  readMlflowMeta,
} from '../../core/metric-files/mlflow-folder.ts';
import { newestOfHistory } from '../../core/metric-files/mlflow-history.ts';
import { mostValues, reportedMetrics } from '../../core/metric-files/reported.ts';
import type { Reading } from '../../core/metric-files/measured.ts';
import { refusal } from '../../core/metric-files/source.ts';
import type { ReportedMetrics } from '../../schemas/types.ts';
import { expand } from '../files/index.ts';
import { fileSource, readText } from './read-text.ts';

/**
 * The newest value of each metric in a folder of MLflow's file store; null for a folder that is none. The folder may
 * be a run's own, `mlruns/<experiment>/<run>`, or an experiment's, or the whole `mlruns`: of several runs the newest
 * that is not deleted is meant. The entry is named as the folder was declared, since the id of a run is another each
 * time. Throws an InputError for a folder without runs, and for a run without metrics.
 */
export async function readMlflowFolder(
  folder: string,
  path: string,
): Promise<ReportedMetrics | null> {
  const inside = path === '' ? '' : `${path}/`;
  const runs: MlflowRun[] = [];
  let isMlflow = false;
  for (const pattern of ['meta.yaml', '*/meta.yaml', '*/*/meta.yaml']) {
    for (const file of await expand(folder, `${inside}${pattern}`)) {
      const meta = readMlflowMeta(await readText(folder, file), fileSource(folder, file));
      isMlflow ||= meta !== null;
      if (meta?.kind === 'run') runs.push({ path: file.replace(/\/?meta\.yaml$/, ''), meta });
    }
  }
  if (!isMlflow) return null;
  const source = fileSource(folder, path === '' ? '.' : path);
  const run = newestRun(runs);
  if (run === null) {
    throw refusal(
      'no-run',
      source,
      `${source.name} is a folder of MLflow without a run that is not deleted: let the training log one, or take it out of evaluate.report.`,
    );
  }
  return reportedMetrics(source, await readRun(folder, run.path));
}

async function readRun(folder: string, run: string): Promise<readonly Reading[]> {
  const metrics = run === '' ? 'metrics' : `${run}/metrics`;
  const files = await expand(folder, metrics);
  if (files.length === 0) {
    throw refusal(
      'no-values',
      fileSource(folder, run),
      `The newest MLflow run, ${run}, has no metrics: let the training log them, or name another run's folder in evaluate.report.`,
    );
  }
  const readings: Reading[] = [];
  // One more than a record takes suffices to be refused.
  for (const file of files.slice(0, mostValues + 1)) {
    const value = newestOfHistory(await readText(folder, file), fileSource(folder, file));
    readings.push({ key: file.slice(metrics.length + 1), value });
  }
  return readings;
}
