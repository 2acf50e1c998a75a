import { unitOf } from './number-unit.ts';

/** From each of these on a number is of the next finer unit, as `unitOf` says. */
export const unitBounds = [1e11, 1e14, 1e17] as const;

const unitsMs = [0, ...unitBounds].map(unitOf);

/**
 * The unit that most numbers of a column of times have, so that a few odd ones, such as 9999999999999 for never, do not
 * decide it; the coarser one of two that have as many. `rowsOf` are the numbers by their units.
 */
export function commonUnit(rowsOf: ReadonlyMap<number, number>): number {
  const rows = (unit: number): number => rowsOf.get(unit) ?? 0;
  return unitsMs.reduce((best, unit) => (rows(unit) > rows(best) ? unit : best));
}

/** The moment that a number of a column with this unit is, in milliseconds since 1970; NaN where it is of another unit. */
export function instantOfNumber(number: number, unit: number): number {
  return unitOf(number) === unit ? number * unit : Number.NaN;
}
