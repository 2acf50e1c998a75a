import type { MonitorConfig } from '../../schemas/types.ts';
import { usualPersistence, usualWindows } from '../drift/rules.ts';
import { durationMs } from '../time/duration.ts';
import { type Complaint, partOf } from './monitored.ts';

/** The windows of a reference are held beside each other; of an hour each, so many are 40 days. */
const mostPastWindows = 1_000;

/** Windows are cut by the time, and what counts them needs enough of them. */
export function windowComplaints(monitor: Partial<MonitorConfig>): readonly Complaint[] {
  return [
    ...without(monitor),
    ...shortReference(monitor),
    ...longReference(monitor),
    ...persistenceComplaints(monitor),
    ...tooFewWindows(monitor),
  ];
}

/** Each key needs the one by which it is measured. */
function without(monitor: Partial<MonitorConfig>): readonly Complaint[] {
  const past = partOf<MonitorConfig['reference']>(monitor.reference).window;
  const dependants = [
    { at: ['window'], value: monitor.window, needs: 'time' },
    { at: ['freshness'], value: monitor.freshness, needs: 'time' },
    { at: ['windows'], value: monitor.windows, needs: 'window' },
    { at: ['persistence'], value: monitor.persistence, needs: 'window' },
    { at: ['reference', 'window'], value: past, needs: 'window' },
  ] as const;
  return dependants.flatMap(({ at, value, needs }): readonly Complaint[] =>
    value === undefined || monitor[needs] !== undefined
      ? []
      : [{ at: ['monitor', ...at], part: 'key', reason: lacking[needs] }],
  );
}

const lacking = {
  time: 'needs the time of the rows: name its column in monitor.time.',
  window: 'needs windows: say in monitor.window how long one is, such as 1d.',
} as const;

function shortReference({ reference, window }: Partial<MonitorConfig>): readonly Complaint[] {
  const past = partOf<MonitorConfig['reference']>(reference).window;
  if (!(durationMs(String(past)) < durationMs(String(window)))) return [];
  const reason = `is ${past}, less than the ${window} of one window: the reference must be at least as long.`;
  return [{ at: ['monitor', 'reference', 'window'], part: 'value', reason }];
}

function longReference({ reference, window }: Partial<MonitorConfig>): readonly Complaint[] {
  const past = partOf<MonitorConfig['reference']>(reference).window;
  const windows = Math.ceil(durationMs(String(past)) / durationMs(String(window)));
  if (!(windows > mostPastWindows)) return [];
  const reason = `is ${past}, which is ${windows} windows of ${window}, and ${mostPastWindows} at most can be compared with: take a longer monitor.window.`;
  return [{ at: ['monitor', 'reference', 'window'], part: 'value', reason }];
}

function persistenceComplaints({
  persistence,
  windows = usualWindows,
}: Partial<MonitorConfig>): readonly Complaint[] {
  const { drifted, of } = partOf<NonNullable<MonitorConfig['persistence']>>(persistence);
  if (typeof drifted !== 'number' || typeof of !== 'number') return [];
  const at = ['monitor', 'persistence'];
  if (drifted > of) {
    const reason = `is ${drifted}, and only ${of} windows are looked at: it may be ${of} at most, or "of" must be larger.`;
    return [{ at: [...at, 'drifted'], part: 'value', reason }];
  }
  if (!(of > windows)) return [];
  const reason = `is ${of}, and ${windows} windows are examined: set monitor.windows to ${of} or more.`;
  return [{ at: [...at, 'of'], part: 'value', reason }];
}

/** Without `persistence`, the usual one still looks at so many windows. */
function tooFewWindows({ windows, persistence }: Partial<MonitorConfig>): readonly Complaint[] {
  const { drifted, of } = usualPersistence;
  if (persistence !== undefined || typeof windows !== 'number' || windows >= of) return [];
  const reason = `is ${windows}, and drift must show in ${drifted} of the newest ${of} windows: examine ${of} or more, or say another monitor.persistence, such as { drifted: ${windows}, of: ${windows} }.`;
  return [{ at: ['monitor', 'windows'], part: 'value', reason }];
}
