import type { MonitorConfig } from '../../schemas/types.ts';
import { suggestion } from '../text/nearest.ts';
import { type Complaint, type ModelKeys, partOf } from './monitored.ts';
import { quoted } from './problem.ts';

/** Columns that mean something by themselves. */
const roles = ['time', 'prediction', 'score', 'label'] as const;

/** Each column of the current data has one meaning, and what is named of a feature is named of one that is watched. */
export function monitorColumnComplaints(model: Partial<ModelKeys>): readonly Complaint[] {
  const monitor = partOf<MonitorConfig>(model.monitor);
  return [
    ...roleComplaints(monitor),
    ...scoreComplaints(monitor, model.task),
    ...featureComplaints(monitor),
    ...sliceComplaints(monitor),
    ...importanceComplaints(monitor),
  ];
}

/** Two roles of one column. */
function roleComplaints(monitor: Partial<MonitorConfig>): readonly Complaint[] {
  return roles.flatMap((role, index): readonly Complaint[] => {
    const other = roles.slice(0, index).find((before) => monitor[before] === monitor[role]);
    if (other === undefined || monitor[role] === undefined) return [];
    const reason = `is the column ${quoted(monitor[role])}, which monitor.${other} names too: each needs a column of its own.`;
    return [{ at: ['monitor', role], part: 'value', reason }];
  });
}

function scoreComplaints(
  { score }: Partial<MonitorConfig>,
  task: ModelKeys['task'] | undefined,
): readonly Complaint[] {
  if (score === undefined || typeof task !== 'string' || task === 'binary') return [];
  const reason = `is for the task binary, but the task of this model is ${task}: take it out.`;
  return [{ at: ['monitor', 'score'], part: 'key', reason }];
}

/** What has a meaning of its own is judged as that. */
function featureComplaints(monitor: Partial<MonitorConfig>): readonly Complaint[] {
  return itemsOf(monitor.features).flatMap(({ name, index }): readonly Complaint[] => {
    const role = roles.find((one) => monitor[one] === name);
    if (role === undefined) return [];
    const reason = `is ${quoted(name)}, which monitor.${role} names: it is watched as that, so take it out of the features.`;
    return [{ at: ['monitor', 'features', String(index)], part: 'value', reason }];
  });
}

function sliceComplaints({ slices, time }: Partial<MonitorConfig>): readonly Complaint[] {
  return itemsOf(slices).flatMap(({ name, index }): readonly Complaint[] => {
    if (name !== time) return [];
    const reason = `is ${quoted(name)}, the column of the time, which monitor.window cuts already: take it out.`;
    return [{ at: ['monitor', 'slices', String(index)], part: 'value', reason }];
  });
}

function importanceComplaints({
  importance,
  features,
}: Partial<MonitorConfig>): readonly Complaint[] {
  const weights = Object.entries(partOf<Record<string, unknown>>(importance));
  if (weights.length === 0) return [];
  if (weights.every(([, weight]) => weight === 0)) {
    const reason = 'gives no feature a weight above 0, so none would ever count: leave it out.';
    return [{ at: ['monitor', 'importance'], part: 'key', reason }];
  }
  const watched = itemsOf(features).map(({ name }) => name);
  if (watched.length === 0) return [];
  return weights
    .filter(([name]) => !watched.includes(name))
    .map(([name]): Complaint => {
      const reason = `is not among monitor.features${suggestion(name, watched)} Add it there, or take it out.`;
      return { at: ['monitor', 'importance', name], part: 'key', reason };
    });
}

function itemsOf(list: unknown): readonly { readonly name: string; readonly index: number }[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((name: unknown, index) =>
    typeof name === 'string' ? [{ name, index }] : [],
  );
}
