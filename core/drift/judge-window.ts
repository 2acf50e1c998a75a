import type { DriftAlarm, FeatureOutcome } from '../../schemas/types.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import type { Look } from './look.ts';
import { falseDiscoveryRate, relief } from './rules.ts';
import { type Change, changedShares } from './share-change.ts';
import type { ShareThresholds } from './thresholds.ts';

/** What of a column can drift in a window. */
export const windowAlarms = [
  'distribution',
  'missing',
  'unseen',
  'range',
  'schema',
] as const satisfies readonly DriftAlarm[];

export type WindowAlarm = (typeof windowAlarms)[number];

/** What changed of a column. */
export type Changes = ReadonlyMap<WindowAlarm, Change | null>;

/** A column in one window, judged beside the others. */
export interface Judged {
  readonly look: Look;
  /** Null where the distribution was not judged: not comparable, or too few rows. */
  readonly adjustedPValue: number | null;
  /** Null where it could not be judged. */
  readonly changes: Changes;
  /** Of this window by itself. */
  readonly outcome: FeatureOutcome;
}

/**
 * Judges all columns of one window: significant, corrected over them (distributions and each kind of share are families
 * apart), and large. A column that is gone, or of which most values cannot be read, drifts without a test.
 */
export function judgeWindow(
  looks: readonly Look[],
  thresholds: ShareThresholds,
): readonly Judged[] {
  const adjusted = adjustedPValues(looks);
  const { missing, unseen, range } = thresholds;
  const families = {
    missing: changedShares(
      looks.map((look) => look.missing),
      missing,
      'either',
    ),
    unseen: changedShares(
      looks.map((look) => look.unseen),
      unseen,
      'rising',
    ),
    range: changedShares(
      looks.map((look) => look.range),
      range,
      'rising',
    ),
    schema: changedShares(
      looks.map((look) => look.unreadable),
      missing,
      'rising',
    ),
  } as const;
  return looks.map((look, index) => {
    const adjustedPValue = adjusted[index] ?? null;
    const changes = new Map<WindowAlarm, Change | null>([
      ['distribution', distributionChange(look, adjustedPValue)],
      ['missing', families.missing[index] ?? null],
      ['unseen', families.unseen[index] ?? null],
      ['range', families.range[index] ?? null],
      ['schema', schemaChange(look, families.schema[index] ?? null)],
    ]);
    return { look, adjustedPValue, changes, outcome: outcomeOf(look, changes) };
  });
}

/** Of the columns that are judged by their distribution; null for the others. */
function adjustedPValues(looks: readonly Look[]): readonly (number | null)[] {
  const pValues = looks.map(({ comparison, hasEnoughRows }) =>
    comparison === null || !hasEnoughRows ? null : comparison.pValue,
  );
  const adjusted = benjaminiHochberg(pValues.filter((p) => p !== null));
  let next = 0;
  return pValues.map((p) => (p === null ? null : (adjusted[next++] ?? 1)));
}

function distributionChange({ comparison, subject }: Look, p: number | null): Change | null {
  if (comparison === null || p === null) return null;
  const isSignificant = p <= falseDiscoveryRate;
  return {
    drifted: isSignificant && comparison.size >= subject.threshold,
    holding: isSignificant && comparison.size >= relief * subject.threshold,
  };
}

function schemaChange(look: Look, share: Change | null): Change | null {
  return isLost(look) ? { drifted: true, holding: true } : share;
}

/** Whether a column is gone, or most of its values cannot be read. A label is not there until it is known. */
export function isLost({ current, mostlyUnreadable, subject }: Look): boolean {
  return mostlyUnreadable || (current === null && subject.role !== 'label');
}

function outcomeOf(look: Look, changes: Changes): FeatureOutcome {
  for (const change of changes.values()) if (change?.drifted === true) return 'drift';
  if (!look.hasEnoughRows) return 'insufficient-data';
  return look.comparison === null && look.subject.reference.kind !== 'time'
    ? 'unreadable'
    : 'stable';
}
