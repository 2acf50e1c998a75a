import type { DriftRecord } from '../../schemas/types.ts';
import { type Effect, effectsOf } from './effects.ts';
import type { Asks } from './asks.ts';
import { type Finding, monitorOf } from './findings.ts';
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
  const since = Date.parse(closed.createdAt);
  const later = findings.filter(({ record }) => Date.parse(record.createdAt) > since);
  let row = 0;
  for (const finding of later) {
    row = isClear(finding, asked) ? row + 1 : 0;
    if (row > 0 && (finding.decided || row >= policy.consecutive)) return true;
  }
  return false;
}

/** How many of the newest windows in a row show that what was asked about drifts no more. */
export function clearRow(
  findings: readonly Finding[],
  asked: ReadonlySet<string>,
): readonly Finding[] {
  const end = findings.findIndex((finding) => !isClear(finding, asked));
  return end === -1 ? findings : findings.slice(0, end);
}

/**
 * Whether a window shows that what was asked about drifts no more. A column that can never be judged keeps a report from
 * being stable: what was asked about counts then.
 */
export function isClear({ outcome, stable }: Finding, asked: ReadonlySet<string>): boolean {
  if (outcome === 'stable') return true;
  return (
    outcome === 'insufficient-data' && asked.size > 0 && [...asked].every((id) => stable.has(id))
  );
}

function largest(effects: readonly Effect[], scale: Effect['scale']): number | null {
  const sizes = effects.filter((effect) => effect.scale === scale).map(({ size }) => size);
  const known = sizes.filter((size) => size !== null);
  return known.length === 0 ? null : Math.max(...known);
}
