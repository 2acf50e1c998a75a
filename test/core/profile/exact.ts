import { distributionOf, momentsOf } from '../../../core/profile/distribution.ts';
import { keepMost } from '../../../core/profile/levels.ts';
import type {
  ColumnProfile,
  ColumnShape,
  TableProfile,
  TimeProfile,
} from '../../../core/profile/profile.ts';
import { shapeOfTexts } from '../../../core/profile/shape-of.ts';
import { lengthOf } from '../../../core/profile/text-length.ts';
import { isMissing, levelOf, numberOf } from '../../../core/profile/values.ts';
import type { Table } from '../../../core/table.ts';
import { instantOf, saysOffset } from '../../../core/time/instant.ts';

/**
 * What engines and sketches must find: a table of texts, all of it in memory and each value counted exactly. Columns are
 * read as `like` says, those that it does not name are left out; without it, as their own values say.
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

function shapeOf(texts: readonly string[]): ColumnShape {
  const present = texts.filter((text) => !isMissing(text));
  const numbers = present.map(numberOf).filter((value) => !Number.isNaN(value));
  if (numbers.length === present.length) {
    const isCode = numbers.every(Number.isInteger) && new Set(numbers).size <= 10;
    return isCode
      ? { kind: 'categorical', coding: 'integer-codes' }
      : { kind: 'numeric', grid: null };
  }
  if (present.every((text) => !Number.isNaN(instantOf(text.trim())))) return { kind: 'time' };
  const levels = new Set(present.map((text) => levelOf(text, 'texts'))).size;
  return shapeOfTexts(levels, numbers.length, present.length);
}

function profileColumn(texts: readonly string[], shape: ColumnShape, now: Date): ColumnProfile {
  const present = texts.filter((text) => !isMissing(text));
  const counted = { rows: texts.length, missing: texts.length - present.length, unreadable: 0 };
  if (shape.kind === 'time') return { ...counted, ...times(present, now), kind: shape.kind };
  if (shape.kind === 'text') {
    return { ...counted, ...counts(Float64Array.from(present, lengthOf)), kind: shape.kind };
  }
  if (shape.kind === 'categorical') {
    const { coding } = shape;
    const levels = new Map<string, number>();
    for (const text of present) {
      const level = levelOf(text, coding);
      levels.set(level, (levels.get(level) ?? 0) + 1);
    }
    return { ...counted, ...keepMost(levels), kind: shape.kind, coding };
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
