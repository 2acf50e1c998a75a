import type {
  CategoricalColumn,
  MomentsOfColumn,
  ProfiledColumn,
  TimeColumn,
} from '../../schemas/types.ts';
import { failed, ok, type Result } from '../result.ts';
import { sizeOf } from './distribution.ts';
import { decodeValues, encodeValues } from './document-values.ts';
import { singlesOf } from './levels.ts';
import type { CategoricalProfile, ColumnProfile, Moments, TimeProfile } from './profile.ts';

/** One column as a document has it. */
export function encodeColumn(column: string, profile: ColumnProfile): ProfiledColumn {
  const { kind, rows, missing, unreadable } = profile;
  const counted = { column, rows, missing, unreadable };
  if (kind === 'time') {
    const { first, last, future, mixedOffsets } = profile;
    return { kind, ...counted, first: finite(first), last: finite(last), future, mixedOffsets };
  }
  if (kind === 'categorical') {
    const { coding, levels, rest, singles } = profile;
    const each = { levels: [...levels.keys()], counts: [...levels.values()] };
    return { kind, ...counted, coding, ...each, rest: { ...rest }, singles };
  }
  const { distribution, moments } = profile;
  return {
    kind,
    ...counted,
    distribution: encodeValues(distribution),
    moments: encodeMoments(moments),
  };
}

/** The column of a document of which the schema is right; else what is wrong with it, as the end of a sentence. */
export function decodeColumn(column: ProfiledColumn): Result<ColumnProfile> {
  if (column.kind === 'time') return decodeTime(column);
  if (column.kind === 'categorical') return decodeCategorical(column);
  const { kind, rows, missing, unreadable, moments } = column;
  const distribution = decodeValues(column.distribution);
  if (!distribution.ok) return distribution;
  if (sizeOf(distribution.value) + missing + unreadable !== rows) return failed(unequal);
  return ok({ kind, rows, missing, unreadable, distribution: distribution.value, moments });
}

const unequal = 'counts other rows than it has';
const otherLevels = 'counts other levels than it has';

function decodeTime({
  kind,
  rows,
  missing,
  unreadable,
  first,
  last,
  future,
  mixedOffsets,
}: TimeColumn): Result<TimeProfile> {
  if (missing + unreadable + future > rows) return failed(unequal);
  if (first !== null && last !== null && first > last) return failed('ends before it begins');
  return ok({ kind, rows, missing, unreadable, first, last, future, mixedOffsets });
}

function decodeCategorical({
  kind,
  rows,
  missing,
  unreadable,
  coding,
  levels: names,
  counts,
  rest,
  singles,
}: CategoricalColumn): Result<CategoricalProfile> {
  if (names.length !== counts.length) return failed('has not as many counts as levels');
  const levels = new Map(names.map((name, index) => [name, counts[index] ?? 0]));
  if (levels.size !== names.length) return failed('has a level twice');
  const kept = counts.reduce((sum, count) => sum + count, 0);
  if (kept + rest.rows + missing + unreadable !== rows) return failed(unequal);
  if (rest.levels > rest.rows || (rest.levels === 0 && rest.rows > 0)) return failed(otherLevels);
  const singlesOfRest = singles - singlesOf(levels);
  if (singlesOfRest < 0 || singlesOfRest > rest.levels) return failed(otherLevels);
  return ok({ kind, rows, missing, unreadable, coding, levels, rest, singles });
}

function encodeMoments({ minimum, maximum, mean, deviation }: Moments): MomentsOfColumn {
  return {
    minimum: finite(minimum),
    maximum: finite(maximum),
    mean: finite(mean),
    deviation: finite(deviation),
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
