import type { DriftRecord } from '../../schemas/types.ts';
import type { Effect } from './effects.ts';
import { byMonitor, type Finding, findingsOf } from './findings.ts';
import type { RetrainPolicy } from './policy.ts';
import { isClear, isSilent } from './silence.ts';

/** A monitor's wish for a retraining. */
export interface Asks {
  /** The report of the newest window. */
  readonly record: DriftRecord;
  readonly effects: readonly Effect[];
  /** The newest windows in a row in which it is so, newest first. */
  readonly row: readonly Finding[];
  /** Whether it lasts as long as it has to. */
  readonly lasts: boolean;
}

/** What one monitor, or each of several, has reported. */
export interface Monitored {
  readonly findings: readonly Finding[];
  /** Null where its newest window does not ask. */
  readonly asks: Asks | null;
}

/** What each monitor has reported, by its name. */
export function monitored(
  reports: readonly DriftRecord[],
  policy: RetrainPolicy,
): ReadonlyMap<string, Monitored> {
  const found = [...byMonitor(reports)].map(([monitor, own]): [string, Monitored] => {
    const findings = findingsOf(own, policy);
    return [monitor, { findings, asks: asksIn(findings, policy) }];
  });
  return new Map(found);
}

/** A window without enough rows, or without labels, says nothing, neither for nor against what drifts around it. */
function asksIn(findings: readonly Finding[], policy: RetrainPolicy): Asks | null {
  const newest = findings.find(({ effects }) => effects.length > 0);
  if (newest === undefined) return null;
  const asked = new Set(newest.effects.map(({ id }) => id));
  const newer = findings.slice(0, findings.indexOf(newest));
  // Where only the labels have stopped to come, old drift does not ask for ever.
  if (newer.some((one) => one.outcome !== 'insufficient-data' || isClear(one, asked))) return null;
  const telling = findings.filter((finding) => !isSilent(finding, asked));
  const end = telling.findIndex(({ effects }) => effects.length === 0);
  const row = telling.slice(0, end === -1 ? undefined : end).filter(({ carried }) => !carried);
  // Of several windows the monitor has said itself whether the change lasts.
  const isWarning = (newest.record.windows?.length ?? 0) > 1 && newest.record.outcome !== 'drift';
  const lasts = newest.decided || (row.length >= policy.consecutive && !isWarning);
  return { record: newest.record, effects: newest.effects, row, lasts };
}

/** The wishes of all monitors: those that last first, of these the one that was seen longest. */
export function allAsks(all: ReadonlyMap<string, Monitored>): readonly Asks[] {
  const asking = [...all.values()].map(({ asks }) => asks).filter((asks) => asks !== null);
  return asking.sort((a, b) => Number(b.lasts) - Number(a.lasts) || b.row.length - a.row.length);
}
