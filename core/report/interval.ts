import type { Interval } from '../../schemas/types.ts';
import { formatFixed, formatSigned } from './number.ts';

/**
 * A difference with its 95% interval, all with as many decimals as tell something: `−14.9 [−17.1, −12.6]`.
 * The difference alone where there is no interval.
 */
export function formatDifference(difference: number | null, interval: Interval | null): string {
  if (difference === null || interval === null) return formatSigned(difference);
  const decimals = decimalsOf(difference, interval);
  const { low, high } = interval;
  const signed = (value: number): string =>
    decimals === null ? formatSigned(value, 2) : fixed(value, decimals);
  return `${signed(difference)}\u00a0[${signed(low)},\u00a0${signed(high)}]`;
}

/** Two significant digits of half the interval's width; null where that is not for plain decimals. */
function decimalsOf(difference: number, { low, high }: Interval): number | null {
  const half = (high - low) / 2;
  if (!Number.isFinite(half) || half <= 0) return null;
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(half)));
  const largest = Math.max(1, ...[difference, low, high].map(Math.abs));
  // More digits than this do not belong in a table.
  return decimals <= 6 && decimals + Math.log10(largest) < 9 ? decimals : null;
}

function fixed(value: number, decimals: number): string {
  const text = formatFixed(value, decimals);
  const isZero = !/[1-9]/.test(text);
  return value > 0 && !isZero ? `+${text}` : text;
}
