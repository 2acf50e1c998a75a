import type { Interval } from '../../schemas/types.ts';
import { tail } from './levels.ts';
import { normalQuantile } from './normal.ts';

/**
 * The 95% interval of a share, such as an accuracy: Wilson's score interval (1927), which unlike the plain one holds
 * its level for few rows and near 0 and 1 (Brown, Cai and DasGupta, Statistical Science 2001). At least one row. Another
 * level than 95% by what it leaves out at each end.
 */
export function wilsonInterval(hits: number, rows: number, leftOut = tail): Interval {
  const z = -normalQuantile(leftOut);
  const share = hits / rows;
  const centre = share + z ** 2 / (2 * rows);
  const half = z * Math.sqrt((share * (1 - share)) / rows + (z / (2 * rows)) ** 2);
  const whole = 1 + z ** 2 / rows;
  return {
    low: hits === 0 ? 0 : (centre - half) / whole,
    high: hits === rows ? 1 : (centre + half) / whole,
  };
}
