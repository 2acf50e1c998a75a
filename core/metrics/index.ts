import { accuracy } from './accuracy.ts';
import { f1 } from './f1.ts';
import { logLoss } from './log-loss.ts';
import { mae } from './mae.ts';
import type { Metric } from './metric.ts';
import { r2 } from './r2.ts';
import { rmse } from './rmse.ts';
import { rocAuc } from './roc-auc.ts';

/** Every metric that Assay computes. To add one: its file, and its line here. */
export const metrics = [
  mae,
  rmse,
  r2,
  accuracy,
  f1,
  rocAuc,
  logLoss,
] as const satisfies readonly Metric[];

/** The metric of that id, or null when there is none. */
export function findMetric(id: string): Metric | null {
  return metrics.find((metric) => metric.id === id) ?? null;
}
