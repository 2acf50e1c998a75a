import type { DriftInterval } from '../../../schemas/types.ts';
import { formatFixed, formatNumber } from '../number.ts';

/**
 * A value with its 95% interval, all with as many decimals as the interval lets tell: `0.412 [0.389, 0.435]`. The value
 * alone where there is no interval, a dash where there is no value.
 */
export function amount(value: number | null, interval: DriftInterval | null | undefined): string {
  const { lower = null, upper = null } = interval ?? {};
  if (value === null || lower === null || upper === null) return formatNumber(value, 3);
  const decimals = decimalsOf((upper - lower) / 2);
  const shown = (bound: number): string =>
    decimals === null ? formatNumber(bound, 3) : formatFixed(bound, decimals);
  return `${shown(value)} [${shown(lower)},\u00a0${shown(upper)}]`;
}

/** Two significant digits of half the width; null where that is not for plain decimals. */
function decimalsOf(half: number): number | null {
  if (!Number.isFinite(half) || half <= 0) return null;
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(half)));
  return decimals <= 6 ? decimals : null;
}
