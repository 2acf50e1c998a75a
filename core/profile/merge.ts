import { onOneGrid } from './onto-grid.ts';
import { sideBySide } from './distribution.ts';
import { singlesOf } from './levels.ts';
import type {
  CategoricalProfile,
  ColumnProfile,
  Distribution,
  Moments,
  TableProfile,
  TimeProfile,
} from './profile.ts';

/**
 * The profile of several tables together, such as a window of its days; in any grouping the same. Exact but for levels
 * that were not kept by name: one that is in the rest of two tables counts twice there. Throws a TypeError where a
 * column was read in two ways.
 */
export function mergeProfiles(profiles: readonly TableProfile[]): TableProfile {
  const columns = new Map<string, ColumnProfile>();
  for (const profile of profiles) {
    for (const [name, column] of profile.columns) {
      const before = columns.get(name);
      columns.set(name, before === undefined ? column : mergeColumns(before, column));
    }
  }
  return { rows: profiles.reduce((rows, profile) => rows + profile.rows, 0), columns };
}

/** The same for one column. */
function mergeColumns(a: ColumnProfile, b: ColumnProfile): ColumnProfile {
  const counted = {
    rows: a.rows + b.rows,
    missing: a.missing + b.missing,
    unreadable: a.unreadable + b.unreadable,
  };
  if (a.kind === 'numeric' && b.kind === 'numeric')
    return { ...a, ...counted, ...mergeCounts(a, b) };
  if (a.kind === 'text' && b.kind === 'text') return { ...a, ...counted, ...mergeCounts(a, b) };
  if (a.kind === 'time' && b.kind === 'time') return { ...a, ...counted, ...mergeTimes(a, b) };
  if (a.kind === 'categorical' && b.kind === 'categorical' && a.coding === b.coding) {
    return { ...a, ...counted, ...mergeLevels(a, b) };
  }
  throw new TypeError(
    `A ${a.kind} column cannot be merged with a ${b.kind} one of another reading.`,
  );
}

interface Counts {
  readonly distribution: Distribution;
  readonly moments: Moments;
}

function mergeCounts(a: Counts, b: Counts): Counts {
  return {
    distribution: mergeDistributions(a.distribution, b.distribution),
    moments: mergeMoments(a, b),
  };
}

function mergeDistributions(a: Distribution, b: Distribution): Distribution {
  const [{ grid }] = onOneGrid(a, b);
  const both = sideBySide(a, b);
  const counts = both.a.map((count, index) => count + (both.b[index] ?? 0));
  return { grid, values: both.values.slice(), counts };
}

/** Pooled as Chan, Golub and LeVeque (1979) do it. */
function mergeMoments(a: Counts, b: Counts): Moments {
  const [n, m] = [finiteRows(a.distribution), finiteRows(b.distribution)];
  if (m === 0) return a.moments;
  if (n === 0) return b.moments;
  const [one, other] = [a.moments, b.moments];
  const bounds = {
    minimum: least(one.minimum, other.minimum, Math.min),
    maximum: least(one.maximum, other.maximum, Math.max),
  };
  if (one.mean === null || other.mean === null) return { ...bounds, mean: null, deviation: null };
  const [share, step] = [m / (n + m), other.mean - one.mean];
  const mean = one.mean + share * step;
  if (one.deviation === null || other.deviation === null)
    return { ...bounds, mean, deviation: null };
  const within = (1 - share) * one.deviation ** 2 + share * other.deviation ** 2;
  return { ...bounds, mean, deviation: Math.sqrt(within + share * (1 - share) * step ** 2) };
}

function finiteRows({ values, counts }: Distribution): number {
  let rows = 0;
  for (const [index, value] of values.entries()) {
    if (Number.isFinite(value)) rows += counts[index] ?? 0;
  }
  return rows;
}

function mergeLevels(a: CategoricalProfile, b: CategoricalProfile) {
  const levels = new Map(a.levels);
  for (const [level, count] of b.levels) levels.set(level, (levels.get(level) ?? 0) + count);
  const ofRest = a.singles - singlesOf(a.levels) + b.singles - singlesOf(b.levels);
  return {
    levels,
    rest: { levels: a.rest.levels + b.rest.levels, rows: a.rest.rows + b.rest.rows },
    singles: singlesOf(levels) + ofRest,
  };
}

function mergeTimes(a: TimeProfile, b: TimeProfile) {
  return {
    first: least(a.first, b.first, Math.min),
    last: least(a.last, b.last, Math.max),
    future: a.future + b.future,
    mixedOffsets: a.mixedOffsets || b.mixedOffsets,
  };
}

function least(
  a: number | null,
  b: number | null,
  choose: (a: number, b: number) => number,
): number | null {
  if (a === null || b === null) return a ?? b;
  return choose(a, b);
}
