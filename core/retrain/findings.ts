import type {
  DriftOutcome,
  DriftRecord,
  FeatureDrift,
  FeatureOutcome,
} from '../../schemas/types.ts';
import { type Effect, earlierEffects, effectsOf, featureId, isCarried } from './effects.ts';
import type { RetrainPolicy } from './policy.ts';

/** What is known of one window, by the report that looked at it last. */
export interface Finding {
  readonly record: DriftRecord;
  readonly start: string | null;
  readonly end: string | null;
  readonly outcome: DriftOutcome;
  /** What asks for a retraining; nothing where it does not ask. */
  readonly effects: readonly Effect[];
  /** What asks was seen in an earlier window, which counts by itself. */
  readonly carried: boolean;
  /** What was seen not to drift. */
  readonly stable: ReadonlySet<string>;
  /** Another monitor has decided: no further window is waited for. */
  readonly decided: boolean;
}

/** A finding with what orders it and tells whether another one is of the same window. */
interface Placed extends Finding {
  readonly key: string;
  /** Milliseconds since 1970 by which windows are ordered. */
  readonly time: number;
  /** Its place among the windows of its report. */
  readonly place: number;
  readonly reportedAt: number;
  /** It is the newest window of its report, of which that tells all. */
  readonly direct: boolean;
}

/** The windows that one monitor has reported, newest first, each once, in whatever order the reports came. */
export function findingsOf(
  reports: readonly DriftRecord[],
  policy: RetrainPolicy,
): readonly Finding[] {
  const all = reports
    .flatMap((record) => placedIn(record, policy))
    // The report that had a window as its newest one tells more of it; of several the last.
    .sort((a, b) => Number(b.direct) - Number(a.direct) || b.reportedAt - a.reportedAt);
  const known = new Set<string>();
  const once = all.filter(({ key }) => !known.has(key) && known.add(key));
  return once.sort((a, b) => b.time - a.time || b.reportedAt - a.reportedAt || b.place - a.place);
}

/** The reports of each monitor: one does not answer for another. */
export function byMonitor(
  reports: readonly DriftRecord[],
): ReadonlyMap<string, readonly DriftRecord[]> {
  return Map.groupBy(reports, monitorOf);
}

/** Which monitor made a report. */
export function monitorOf({ source }: DriftRecord): string {
  return source?.adapter ?? 'monitor';
}

function placedIn(record: DriftRecord, policy: RetrainPolicy): readonly Placed[] {
  const { windows = [] } = record;
  const before = earlierEffects(record, policy);
  const earlier = windows.slice(0, -1).map((window, index): Placed => ({
    record,
    start: window.start,
    end: window.end,
    outcome: window.outcome,
    effects: before[index] ?? [],
    carried: false,
    stable: stableIn(record, (feature) => feature.history?.outcomes[index] ?? null),
    decided: false,
    ...placeOf(record, window),
    place: index,
    direct: false,
  }));
  const { window } = record;
  const effects = effectsOf(record, policy);
  const newest: Placed = {
    record,
    start: window?.start ?? null,
    end: window?.end ?? null,
    outcome: record.outcome,
    effects,
    carried: isCarried(record, effects),
    stable: stableIn(record, ({ outcome }) => outcome),
    decided: record.source?.decided === true,
    ...placeOf(record, window),
    place: windows.length,
    direct: true,
  };
  return [...earlier, newest];
}

function stableIn(
  { features }: DriftRecord,
  seen: (feature: FeatureDrift) => FeatureOutcome | null,
): ReadonlySet<string> {
  return new Set(features.filter((feature) => seen(feature) === 'stable').map(featureId));
}

function placeOf(
  record: DriftRecord,
  window: { readonly start: string; readonly end: string } | null,
): Pick<Placed, 'key' | 'time' | 'reportedAt'> {
  const reportedAt = Date.parse(record.createdAt);
  if (window === null) return { key: rowsKey(record), time: reportedAt, reportedAt };
  const end = timeOf(window.end);
  // Times that are numbers of unknown units order windows only by when they were reported.
  return {
    key: `${timeOf(window.start) ?? window.start} ${end ?? window.end}`,
    // One that ends long after it was reported, by a row with a wrong time, must not stay the newest.
    time: Math.min(end ?? reportedAt, reportedAt),
    reportedAt,
  };
}

/** Without a window, the rows themselves tell whether two reports are of the same. */
function rowsKey({ id, current, source }: DriftRecord): string {
  return current?.digest ?? source?.key ?? id;
}

function timeOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
