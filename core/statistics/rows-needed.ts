import { tail } from './levels.ts';
import { normalQuantile } from './normal.ts';

const power = 0.8;
const mostRows = 1e9;

/** The smallest true difference that an interval with this standard error shows in 80% of the cases: 2.8 of them. */
export function smallestDetectable(standardError: number): number {
  return (-normalQuantile(tail) + normalQuantile(power)) * standardError;
}

/** An interval that lies on both sides of a bound. */
export interface Undecided {
  readonly rows: number;
  readonly standardError: number;
  /** From the measured difference to the bound. */
  readonly distance: number;
  /** How many standard errors the interval reaches to the side of the bound. */
  readonly reach: number;
}

/**
 * How many rows of this kind would decide it, if the difference stayed what it is: the interval shrinks with the root
 * of the rows, so `rows (reach se / distance)^2`, and in any case more than there are. Null beyond 1e9, as at no
 * distance at all, where no number of rows decides it.
 */
export function rowsNeeded({ rows, standardError, distance, reach }: Undecided): number | null {
  const needed = Math.ceil(rows * ((reach * standardError) / distance) ** 2);
  return needed <= mostRows ? Math.max(rows + 1, needed) : null;
}
