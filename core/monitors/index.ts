import { failed, type Result } from '../result.ts';
import { alertmanager } from './alertmanager.ts';
import { assay } from './assay.ts';
import { evidently } from './evidently.ts';
import { grafana } from './grafana.ts';
import type { Monitor, MonitorContext, Report } from './monitor.ts';
import { nannyml } from './nannyml.ts';
import { sagemaker } from './sagemaker.ts';
import { vertex } from './vertex.ts';

/** Every monitor whose reports are understood. */
export const monitors = [
  alertmanager,
  assay,
  evidently,
  grafana,
  nannyml,
  sagemaker,
  vertex,
] as const satisfies readonly Monitor[];

/** The monitor of this id; null where there is none. */
export function monitorOf(id: string): Monitor | null {
  return monitors.find((one) => one.id === id) ?? null;
}

/** Reads a payload by the format that is named; a sentence where that is not known, or the payload is not of it. */
export function readReports(
  id: unknown,
  payload: unknown,
  context: MonitorContext,
): Result<readonly Report[]> {
  const monitor = typeof id === 'string' ? monitorOf(id) : null;
  if (monitor === null) {
    return failed(`The adapter must be one of ${monitors.map((one) => one.id).join(', ')}.`);
  }
  return monitor.read(payload, context);
}
