import { isMissing, levelOf, numberOf } from '../drift/values.ts';
import type { Table } from '../table.ts';
import { instantOf, saysOffset } from '../time/instant.ts';
import { distributionOf, momentsOf } from './distribution.ts';
import { countLevels } from './levels.ts';
import type { ColumnProfile, ColumnShape, TableProfile, TimeProfile } from './profile.ts';
import { shapeOf } from './shape-of.ts';
import { lengthOf } from './text-length.ts';

/**
 * What is known of a table of texts, each value counted exactly. Columns are read as `like` says, those that it does not
 * name are left out; without it, as their own values say. Times after `now` are in the future.
 */
export function profileTable(
  table: Table,
  like: ReadonlyMap<string, ColumnShape> | null,
  now: Date,
): TableProfile {
  const columns = new Map<string, ColumnProfile>();
  for (const [name, texts] of table.columns) {
    const shape = like === null ? shapeOf(texts) : like.get(name);
    if (shape !== undefined) columns.set(name, profileColumn(texts, shape, now));
  }
  return { rows: table.rows, columns };
}

/** What is known of one column, read as that shape says. */
export function profileColumn(
  texts: readonly string[],
  shape: ColumnShape,
  now: Date,
): ColumnProfile {
  const present = texts.filter((text) => !isMissing(text));
  const counted = { rows: texts.length, missing: texts.length - present.length, unreadable: 0 };
  if (shape.kind === 'time') return { ...counted, ...times(present, now), kind: shape.kind };
  if (shape.kind === 'text') {
    return { ...counted, ...counts(Float64Array.from(present, lengthOf)), kind: shape.kind };
  }
  if (shape.kind === 'categorical') {
    const { coding } = shape;
    const levels = countLevels(present.map((text) => levelOf(text, coding)));
    return { ...counted, ...levels, kind: shape.kind, coding };
  }
  const numbers = Float64Array.from(present, numberOf).filter((value) => !Number.isNaN(value));
  const unreadable = present.length - numbers.length;
  return { ...counted, ...counts(numbers), unreadable, kind: shape.kind };
}

function counts(numbers: Float64Array) {
  const distribution = distributionOf(numbers.sort());
  return { distribution, moments: momentsOf(distribution) };
}

function times(
  texts: readonly string[],
  now: Date,
): Omit<TimeProfile, 'kind' | 'rows' | 'missing'> {
  let [first, last]: [number | null, number | null] = [null, null];
  let [unreadable, future, withOffset] = [0, 0, 0];
  for (const text of texts) {
    const instant = instantOf(text.trim());
    if (Number.isNaN(instant)) {
      unreadable += 1;
      continue;
    }
    if (saysOffset(text.trim())) withOffset += 1;
    if (instant > now.getTime()) {
      future += 1;
      continue;
    }
    first = Math.min(first ?? instant, instant);
    last = Math.max(last ?? instant, instant);
  }
  const mixedOffsets = withOffset > 0 && withOffset < texts.length - unreadable;
  return { first, last, unreadable, future, mixedOffsets };
}
