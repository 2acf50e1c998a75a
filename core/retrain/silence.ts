import type { DriftRecord } from '../../schemas/types.ts';
import { monitorOf as formatOf } from '../monitors/index.ts';
import { type Effect, effectsOf, isAlarm } from './effects.ts';
import type { Asks } from './asks.ts';
import { type Finding, monitorOf, timeOfNewest } from './findings.ts';
import type { RetrainPolicy } from './policy.ts';

/**
 * Whether a drift is the one that people have closed a pull request about, and has not grown by as much as was agreed. What
 * another monitor has told of without a size says nothing against one that is measured.
 */
export function isSilenced(
  closed: DriftRecord,
  { record, effects }: Pick<Asks, 'record' | 'effects'>,
  policy: RetrainPolicy,
): boolean {
  const isOther = monitorOf(record) !== monitorOf(closed);
  const before = effectsOf(closed, policy);
  const known = new Set(before.map(({ id }) => id));
  if (effects.some(({ id }) => !known.has(id))) return false;
  return !(['threshold', 'share'] as const).some((scale) => {
    const [then, now] = [largest(before, scale), largest(effects, scale)];
    if (then === null || now === null) return isOther && now !== null;
    return now > then && now >= then * (1 + policy.worseBy);
  });
}

/** Whether the drift of a report has cleared since: what comes after that is another one, whatever it looks like. */
export function hasClearedSince(
  closed: DriftRecord,
  findings: readonly Finding[],
  policy: RetrainPolicy,
): boolean {
  const asked = new Set(effectsOf(closed, policy).map(({ id }) => id));
  const since = timeOfNewest(closed);
  let row = 0;
  for (const finding of findings) {
    // A later report tells of the windows before its own too.
    if (finding.time <= since || isSilent(finding, asked)) continue;
    row = isClear(finding, asked) ? row + 1 : 0;
    if (row > 0 && (finding.decided || row >= policy.consecutive)) return true;
  }
  return false;
}

/** The newest windows in a row that show that what was asked about drifts no more, of those that tell of it. */
export function clearRow(
  findings: readonly Finding[],
  asked: ReadonlySet<string>,
): readonly Finding[] {
  const telling = findings.filter((finding) => !isSilent(finding, asked));
  const end = telling.findIndex((finding) => !isClear(finding, asked));
  return end === -1 ? telling : telling.slice(0, end);
}

/**
 * Whether a window shows that what was asked about drifts no more: each of it was judged, and is stable. The outcome as a
 * whole counts only where nothing was named, and of a monitor that lists no more than what is amiss.
 */
export function isClear(
  { record, outcome, effects, judged }: Finding,
  asked: ReadonlySet<string>,
): boolean {
  if (effects.length > 0) return false;
  const ids = [...asked];
  const byOutcome = ids.length === 0 || ids.some(isAlarm) || listsOnlyAmiss(record);
  return byOutcome ? outcome === 'stable' : ids.every((id) => judged(id) === 'stable');
}

/** Whether a window tells nothing of what was asked about: too few rows, or labels that are not there yet. */
export function isSilent(finding: Finding, asked: ReadonlySet<string>): boolean {
  if (finding.effects.length > 0 || isClear(finding, asked)) return false;
  const found = new Set([...asked].map((id) => finding.judged(id)));
  if (found.has('drift') || found.has('warning')) return false;
  return (
    finding.outcome === 'insufficient-data' ||
    found.has('insufficient-data') ||
    found.has('unreadable')
  );
}

function listsOnlyAmiss({ source }: DriftRecord): boolean {
  return source !== undefined && formatOf(source.adapter)?.listsOnlyAmiss === true;
}

function largest(effects: readonly Effect[], scale: Effect['scale']): number | null {
  const sizes = effects.filter((effect) => effect.scale === scale).map(({ size }) => size);
  const known = sizes.filter((size) => size !== null);
  return known.length === 0 ? null : Math.max(...known);
}
