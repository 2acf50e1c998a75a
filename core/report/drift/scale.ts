import { formatFixed, formatNumber, noValue } from '../number.ts';

/** Round numbers for an axis, ascending, about `count` of them, all from `low` to `high`; none where that can't be. */
export function ticks(low: number, high: number, count: number): readonly number[] {
  // Of ends that differ by less than can be shown there is none between them.
  if (!(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-9)) return [];
  const step = roundStep((high - low) / Math.max(1, count));
  if (!Number.isFinite(step) || step <= 0) return [];
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // What can't be counted to can't be told apart either.
  if (!Number.isSafeInteger(first) || last - first > 4 * count + 4) return [];
  // Multiples of a fraction such as 0.1 have no exact form; these digits are more than are shown.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** Factors of a power of ten that people read with ease. */
const roundFactors = [1, 2, 2.5, 5];

/** The least that is not smaller, of the factors (from 1 to below 10) times a power of ten. */
export function roundStep(atLeast: number, factors: readonly number[] = roundFactors): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = factors.find((each) => each * power >= atLeast * (1 - 1e-9)) ?? 10;
  return factor * power;
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 });

/** One short form for the numbers of an axis: `0.25`, `1,500`, `12.5K`, `2e−7`. */
export function tickText(all: readonly number[]): (value: number) => string {
  const largest = Math.max(...all.map(Math.abs), 0);
  if (largest >= 1e15 || (largest > 0 && largest < 1e-4)) return (value) => formatNumber(value, 2);
  if (largest >= 10_000) {
    return (value) => compact.format(value).replace('-', '\u2212');
  }
  const decimals = [0, 1, 2, 3, 4, 5].find((digits) => all.every(isOf(digits))) ?? 6;
  return (value) => (Number.isFinite(value) ? formatFixed(value, decimals) : noValue);
}

/** Whether so many decimals are all that a number has. */
function isOf(decimals: number): (value: number) => boolean {
  return (value) => Math.abs(Number(value.toFixed(decimals)) - value) <= Math.abs(value) * 1e-9;
}

/** A little more than the values take, so that nothing lies on the frame; null where no value is finite. */
export function rangeOf(
  values: readonly (number | null)[],
): { readonly low: number; readonly high: number } | null {
  const finite = values.filter((value): value is number => Number.isFinite(value));
  if (finite.length === 0) return null;
  let [low, high] = [Infinity, -Infinity];
  for (const value of finite) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const flat = high === 0 ? 1 : Math.abs(high) * 0.05;
  const pad = high > low ? (high - low) * 0.08 : flat;
  return { low: low - pad, high: high + pad };
}
