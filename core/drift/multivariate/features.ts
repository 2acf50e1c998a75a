import type { RowSample } from '../../profile/rows.ts';
import type { Random } from '../../statistics/random.ts';
import { chooseRows } from './rows.ts';

/** A feature that both tables hold, the rows of the reference first. */
export type SharedFeature =
  | { readonly kind: 'numbers'; readonly name: string; readonly values: Float64Array }
  | { readonly kind: 'levels'; readonly name: string; readonly values: readonly (string | null)[] };

/** The rows of each side that take part. */
export interface ChosenRows {
  readonly reference: Uint32Array;
  readonly current: Uint32Array;
}

/** Trees that are grown on thousands of features take minutes, and find chance in some of them. */
const mostFeatures = 500;

/** The columns that both samples hold in one form. */
export function sharedNames(reference: RowSample, current: RowSample): readonly string[] {
  return [...reference.columns].flatMap(([name, before]) => {
    const now = current.columns.get(name);
    const isShared =
      now !== undefined && now instanceof Float64Array === before instanceof Float64Array;
    return isShared ? [name] : [];
  });
}

/** Those features, or 500 of them. Chance draws them: by what they show, they would give too large an area. */
export function chooseFeatures(names: readonly string[], random: Random): ReadonlySet<string> {
  const places = chooseRows(names.length, mostFeatures, random);
  return new Set(Array.from(places, (place) => names[place] ?? ''));
}

/**
 * The columns that both samples hold in one form: numbers in both or levels in both. A column that is missing on a side
 * or is of another form there is a change of the schema, which is said elsewhere, and would give the answer away here.
 */
export function sharedFeatures(
  reference: RowSample,
  current: RowSample,
  names: ReadonlySet<string>,
  { reference: ours, current: theirs }: ChosenRows,
): readonly SharedFeature[] {
  const shared: SharedFeature[] = [];
  for (const [name, before] of reference.columns) {
    const now = current.columns.get(name);
    if (now === undefined || !names.has(name)) continue;
    if (before instanceof Float64Array && now instanceof Float64Array) {
      shared.push({ kind: 'numbers', name, values: numbersOf(before, ours, now, theirs) });
    } else if (!(before instanceof Float64Array) && !(now instanceof Float64Array)) {
      const values = [...levelsOf(before, ours), ...levelsOf(now, theirs)];
      shared.push({ kind: 'levels', name, values });
    }
  }
  return shared;
}

/** NaN where missing; infinite values at the end of the finite ones, since a tree only asks for the order. */
function numbersOf(
  before: Float64Array,
  ours: Uint32Array,
  now: Float64Array,
  theirs: Uint32Array,
): Float64Array {
  const values = new Float64Array(ours.length + theirs.length);
  for (const [place, row] of ours.entries()) values[place] = finite(before[row]);
  for (const [place, row] of theirs.entries()) values[ours.length + place] = finite(now[row]);
  return values;
}

function finite(value: number | undefined): number {
  if (value === undefined || Number.isNaN(value)) return Number.NaN;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

function levelsOf(
  values: readonly (string | null)[],
  rows: Uint32Array,
): readonly (string | null)[] {
  return Array.from(rows, (row) => values[row] ?? null);
}
