import type { MonitorConfig, RetrainWhen } from '../../schemas/types.ts';
import { type Complaint, type ModelKeys, partOf } from './monitored.ts';

const at = ['retrain', 'when'];

/** What asks for a retraining can happen. */
export function retrainComplaints(model: Partial<ModelKeys>): readonly Complaint[] {
  const when = partOf<RetrainWhen>(partOf<NonNullable<ModelKeys['retrain']>>(model.retrain).when);
  if (Object.keys(when).length === 0) return [];
  const { predictions, features, performance, multivariate } = when;
  if (
    predictions === false &&
    features === false &&
    performance === false &&
    multivariate !== true
  ) {
    const reason = 'leaves nothing that could ask for a retraining: set one of them to true.';
    return [{ at, part: 'key', reason }];
  }
  const monitor = partOf<MonitorConfig>(model.monitor);
  return [
    ...tooMany(features, monitor.features),
    ...notMeasured(multivariate, monitor.multivariate),
  ];
}

function tooMany(wanted: unknown, watched: unknown): readonly Complaint[] {
  if (typeof wanted !== 'number' || !Array.isArray(watched) || wanted <= watched.length) return [];
  const reason = `is ${wanted}, and monitor.features has ${watched.length}: so many can never drift.`;
  return [{ at: [...at, 'features'], part: 'value', reason }];
}

function notMeasured(wanted: unknown, measured: unknown): readonly Complaint[] {
  if (wanted !== true || measured !== false) return [];
  const reason = 'is true, and monitor.multivariate is false: set that to true, or take this out.';
  return [{ at: [...at, 'multivariate'], part: 'value', reason }];
}
