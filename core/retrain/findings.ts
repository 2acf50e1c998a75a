import type { DriftOutcome, DriftRecord } from '../../schemas/types.ts';
import { instantOf } from '../time/instant.ts';
import { type Effect, earlierEffects, effectsOf, isCarried, isMetric } from './effects.ts';
import { isTold, type Judged, judgedIn } from './judged.ts';
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
  readonly judged: Judged;
  /** Another monitor has decided: no further window is waited for. */
  readonly decided: boolean;
  /** Milliseconds since 1970 by which windows are ordered. */
  readonly time: number;
}

/** A finding with what orders it and tells whether another one is of the same window. */
interface Placed extends Finding {
  readonly key: string;
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
  const once = [...Map.groupBy(all, ({ key }) => key).values()].flatMap(ofWindow);
  return once.sort((a, b) => b.time - a.time || b.reportedAt - a.reportedAt || b.place - a.place);
}

/** What the reports of one window tell of it, the best of them first: labels come late, so of metrics the last one tells. */
function ofWindow([best, ...others]: readonly Placed[]): readonly Placed[] {
  if (best === undefined) return [];
  const late = others.find(({ direct }) => !direct);
  if (late === undefined || late.reportedAt <= best.reportedAt) return [best];
  const isLate = (id: string): boolean => isMetric(id) && isTold(late.judged(id));
  const seen = late.effects.filter(({ id }) => isLate(id));
  return [
    {
      ...best,
      effects: [...best.effects.filter(({ id }) => !isLate(id)), ...seen],
      carried: best.carried && seen.length === 0,
      judged: (id) => (isLate(id) ? late.judged(id) : best.judged(id)),
    },
  ];
}

/** When the newest window of a report was, as windows are ordered. */
export function timeOfNewest(record: DriftRecord): number {
  return placeOf(record, record.window).time;
}

/** The reports of each monitor: one does not answer for another. */
export function byMonitor(
  reports: readonly DriftRecord[],
): ReadonlyMap<string, readonly DriftRecord[]> {
  return Map.groupBy(reports, monitorOf);
}

/** Which monitor made a report: one tool may have several, each with a stream of reports of its own. */
export function monitorOf({ source }: DriftRecord): string {
  if (source === undefined) return 'monitor';
  return source.stream === undefined ? source.adapter : `${source.adapter} ${source.stream}`;
}

function placedIn(record: DriftRecord, policy: RetrainPolicy): readonly Placed[] {
  const { windows = [] } = record;
  const before = earlierEffects(record, policy);
  const judged = judgedIn(record);
  const earlier = windows.slice(0, -1).map((window, index): Placed => ({
    record,
    start: window.start,
    end: window.end,
    outcome: window.outcome,
    effects: before[index] ?? [],
    carried: false,
    judged: judged.earlier(index),
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
    judged: judged.newest,
    decided: record.source?.decided === true,
    ...placeOf(record, window),
    place: windows.length,
    direct: true,
  };
  return [...earlier, newest];
}

function placeOf(
  record: DriftRecord,
  window: { readonly start: string; readonly end: string } | null,
): Pick<Placed, 'key' | 'time' | 'reportedAt'> {
  const reportedAt = instantOf(record.createdAt);
  if (window === null) return { key: rowsKey(record), time: reportedAt, reportedAt };
  const end = timeOf(window.end);
  // Times that are numbers of unknown units order windows only by when they were reported; so do alarms, which say when.
  const known = record.source?.decided === true ? null : end;
  return {
    key: `${timeOf(window.start) ?? window.start} ${end ?? window.end}`,
    // One that ends long after it was reported, by a row with a wrong time, must not stay the newest.
    time: Math.min(known ?? reportedAt, reportedAt),
    reportedAt,
  };
}

/** Without a window, the rows themselves tell whether two reports are of the same. */
function rowsKey({ id, current, source }: DriftRecord): string {
  return current?.digest ?? source?.key ?? id;
}

function timeOf(text: string): number | null {
  const time = instantOf(text);
  return Number.isNaN(time) ? null : time;
}
