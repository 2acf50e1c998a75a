import type { ColumnProfile, TableProfile } from '../profile/profile.ts';
import { outOfRange } from './out-of-range.ts';
import { fewestLost, fewestRows } from './rules.ts';
import type { Shares } from './share-change.ts';
import { type Comparison, type Pair, pairOf } from './statistic.ts';
import type { Subject } from './subjects.ts';
import { type Proportion, share } from './two-proportions.ts';
import { unseenLevels } from './unseen-levels.ts';

/** What one window shows of a column, before it is judged beside the others. */
export interface Look {
  readonly subject: Subject;
  /** Null where the window has no such column. */
  readonly current: ColumnProfile | null;
  /** How many values can be read, by side. */
  readonly referenceRows: number;
  readonly currentRows: number;
  readonly comparison: Comparison | null;
  /** Null where the column has no such share. */
  readonly missing: Shares | null;
  readonly unreadable: Shares | null;
  readonly unseen: Shares | null;
  readonly range: Shares | null;
  /** Whether there are some values and most of them are of another kind than the reference's. */
  readonly mostlyUnreadable: boolean;
  readonly hasEnoughRows: boolean;
}

/** What can be compared of a look; null where there are no two distributions. It is made again for each use, since it is large. */
export function pairIn({ subject, current }: Look): Pair | null {
  return current === null ? null : pairOf(subject.reference, current);
}

/** Looks at a column in a window, or in all current data. */
export function lookAt(subject: Subject, window: TableProfile): Look {
  const { reference, name, role } = subject;
  const current = window.columns.get(name) ?? null;
  const pair = current === null ? null : pairOf(reference, current);
  const [referenceRows, currentRows] = [readable(reference), readable(current)];
  const unreadable = current === null ? null : unreadableShares(reference, current);
  return {
    subject,
    current,
    referenceRows,
    currentRows,
    comparison: pair === null ? null : subject.statistic.compare(pair),
    // Labels are missing until they are known.
    missing: current === null || role === 'label' ? null : missingShares(reference, current),
    unreadable,
    unseen: pair?.kind === 'levels' ? unseenLevels(pair) : null,
    range: pair?.kind === 'numbers' ? outOfRange(pair) : null,
    mostlyUnreadable: unreadable !== null && areMostly(unreadable.current),
    hasEnoughRows: Math.min(referenceRows, currentRows) >= fewestRows,
  };
}

/** One text in a column of which all other values are missing says nothing of its kind. */
function areMostly(values: Proportion): boolean {
  return values.rows >= fewestLost && share(values) > 0.5;
}

function readable(column: ColumnProfile | null): number {
  return column === null ? 0 : column.rows - column.missing - column.unreadable;
}

function missingShares(reference: ColumnProfile, current: ColumnProfile): Shares {
  return {
    reference: { hits: reference.missing, rows: reference.rows },
    current: { hits: current.missing, rows: current.rows },
  };
}

/** Of the values that are there. A column of another kind holds none that can be read. */
function unreadableShares(reference: ColumnProfile, current: ColumnProfile): Shares {
  const there = current.rows - current.missing;
  return {
    reference: { hits: reference.unreadable, rows: reference.rows - reference.missing },
    current: { hits: current.kind === reference.kind ? current.unreadable : there, rows: there },
  };
}
