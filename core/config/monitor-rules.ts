import type { MonitorConfig } from '../../schemas/types.ts';
import type { ConfigDocument } from './document.ts';
import { monitorColumnComplaints } from './monitor-columns-rules.ts';
import { windowComplaints } from './monitor-window-rules.ts';
import { type Complaint, type ModelKeys, partOf } from './monitored.ts';
import { keyPath, type Problem } from './problem.ts';
import { retrainComplaints } from './retrain-rules.ts';
import { select } from './select.ts';
import type { Known } from './known.ts';
import { performanceProblems } from './performance-rules.ts';

/** What `monitor` says fits together, and `retrain` what it is asked by. */
export function monitorProblems(document: ConfigDocument, known: Known): readonly Problem[] {
  const found = select(document.value, 'models.*').flatMap(({ keys, value }) => {
    const model = partOf<ModelKeys>(value);
    const complaints = [
      ...(model.monitor === undefined
        ? []
        : monitorComplaints(partOf<MonitorConfig>(model.monitor))),
      ...monitorColumnComplaints(model),
      ...retrainComplaints(model),
    ];
    return complaints.map(({ at, part, reason }) => {
      const path = [...keys, ...at];
      return { ...document.place(path, part), sentence: `${keyPath(path)} ${reason}` };
    });
  });
  return [...found, ...performanceProblems(document, known)];
}

function monitorComplaints(monitor: Partial<MonitorConfig>): readonly Complaint[] {
  return [
    ...referenceComplaints(monitor),
    ...windowComplaints(monitor),
    ...shareComplaints(monitor),
  ];
}

function referenceComplaints(monitor: Partial<MonitorConfig>): readonly Complaint[] {
  const reference = partOf<MonitorConfig['reference']>(monitor.reference);
  const { path, window, keep } = reference;
  const at = ['monitor', 'reference'];
  if (Object.keys(reference).length === 0) return [];
  if (path === undefined && window === undefined) {
    const reason =
      keep === undefined
        ? 'must have path, a data set, or window, so much time before what is examined.'
        : 'must have path: keep says that the profile of a data set is kept, and none is named.';
    return [{ at, part: 'key', reason }];
  }
  if (path !== undefined && window !== undefined) {
    const reason =
      'stands beside path, and there is one reference: take out window for the data set, or path for the past.';
    return [{ at: [...at, 'window'], part: 'key', reason }];
  }
  if (keep === true && path === undefined) {
    const reason =
      'needs path: what is kept with a version is the profile of a data set. Name one instead of window, or take keep out.';
    return [{ at: [...at, 'keep'], part: 'value', reason }];
  }
  return [];
}

function shareComplaints({ thresholds }: Partial<MonitorConfig>): readonly Complaint[] {
  const shares = partOf<NonNullable<MonitorConfig['thresholds']>>(thresholds);
  return (['missing', 'unseen', 'range'] as const).flatMap((key): readonly Complaint[] => {
    const value = shares[key];
    const share = typeof value === 'string' ? Number(value.replace(/%$/, '')) / 100 : value;
    if (typeof share !== 'number' || !(share > 1)) return [];
    const reason = `is ${String(value)}, and a share is 100% at most: write 2% or 0.02 for two in a hundred.`;
    return [{ at: ['monitor', 'thresholds', key], part: 'value', reason }];
  });
}
