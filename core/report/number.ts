const minus = '\u2212';

/** What stands for a value that is missing. */
export const noValue = '\u2014';

/** Made once, since making one takes longer than all of its use; by the number of decimals. */
const atMost = Array.from({ length: 21 }, (_, decimals) => {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals });
});
const exactly = Array.from({ length: 21 }, (_, decimals) => {
  return new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    // What rounds to 0 has no sign.
    signDisplay: 'negative',
  });
});

/** From here on a number has an exponent: its digits would be a line of their own. */
const long = 1e12;
/** Shares beyond this one are no percentages that a person could read. */
export const largestPercent = 100;

/**
 * A number with this many decimals, from 0 to 20, and thousands in groups; with an exponent where it is very large.
 * Null or not finite: a dash.
 */
export function formatFixed(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return noValue;
  if (Math.abs(value) >= long) return formatNumber(value);
  return withMinus(exactly[decimals]?.format(value) ?? String(value));
}

/**
 * A number with four significant digits, thousands in groups, no fraction from 1,000 on, and an exponent
 * where it would be long: `42.37`, `0.8526`, `17,379`, `1.2e−7`. Null or not finite: a dash.
 */
export function formatNumber(value: number | null, digits = 4): string {
  if (value === null || !Number.isFinite(value)) return noValue;
  return withMinus(plain(value, Number(Math.abs(value).toPrecision(digits)), digits));
}

/** A difference with its sign, three significant digits: `+0.216`, `−14.9`, `±0`. */
export function formatSigned(value: number | null, digits = 3): string {
  if (value === null || !Number.isFinite(value)) return noValue;
  if (value === 0) return '\u00b10';
  return `${value < 0 ? minus : '+'}${formatNumber(Math.abs(value), digits)}`;
}

/** A share of 1 in percent without its sign: `35%`, `4.2%`, `0.31%`; as a multiple beyond 10,000%: `170 times`. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return noValue;
  const size = Math.abs(share);
  if (size > largestPercent) return `${formatNumber(size, 2)} times`;
  const percent = size * 100;
  if (percent >= 10) return `${formatNumber(Math.round(percent), 12)}%`;
  return `${plain(percent, Number(percent.toPrecision(2)), 2)}%`;
}

/** A share of 1 in percent with its sign: `−35%`, `+4.2%`. */
export function formatSignedPercent(share: number): string {
  if (!Number.isFinite(share)) return noValue;
  if (share === 0) return '\u00b10%';
  return `${share < 0 ? minus : '+'}${formatPercent(share)}`;
}

/** A p-value: three digits, and a bound where it is very small. */
export function formatPValue(value: number | null): string {
  if (value === null) return noValue;
  return value < 0.0001 ? '< 0.0001' : formatNumber(value, 3);
}

/** Bytes in units of 1,000: `812 B`, `1.24 MB`. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null || !Number.isFinite(bytes)) return noValue;
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${formatNumber(bytes / 1_000 ** step, 3)} ${units[step] ?? 'B'}`;
}

/** Seconds as a person says them: `0.42 s`, `38 s`, `4 min 10 s`, `2 h 5 min`. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return noValue;
  if (seconds < 10) return `${formatNumber(seconds, 2)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${formatWhole(Math.floor(whole / 3_600))} h ${Math.floor((whole % 3_600) / 60)} min`;
}

/** A count with its noun: `1 row`, `17,379 rows`. */
export function formatCount(count: number, noun: string): string {
  return `${formatWhole(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A whole number with thousands in groups, with an exponent where it is very large. */
export function formatWhole(count: number): string {
  return formatFixed(count, 0);
}

/** How many rows would decide what these can't, with two significant digits: `about 12,000 rows`. */
export function formatRowsNeeded(needed: number, rows: number): string {
  // Nobody plans an evaluation set by the row.
  const isFewMore = needed < 1.1 * rows;
  return isFewMore ? 'a few more rows' : `about ${formatWhole(Number(needed.toPrecision(2)))} rows`;
}

function plain(value: number, rounded: number, digits: number): string {
  if (value === 0) return '0';
  if (rounded >= long || rounded < 1e-4) return value.toExponential(Math.min(digits, 3) - 1);
  const fraction = Math.max(0, digits - 1 - Math.floor(Math.log10(rounded)));
  const shown = rounded >= 1_000 ? 0 : fraction;
  return atMost[Math.min(20, shown)]?.format(value) ?? String(value);
}

function withMinus(text: string): string {
  return text.replaceAll('-', minus);
}

/**
 * One form for numbers that stand beside each other: as many decimals as give the smallest of them four
 * significant digits, or the largest five; none where all are whole.
 */
export function alike(values: readonly (number | null)[]): (value: number | null) => string {
  const sizes = values
    .filter((value): value is number => Number.isFinite(value))
    .map(Math.abs)
    .filter((size) => size > 0);
  const largest = Math.max(...sizes);
  if (sizes.length === 0 || largest < 1e-3 || largest >= 1e9) return formatNumber;
  const least = 3 - Math.floor(Math.log10(Math.min(...sizes)));
  const most = 4 - Math.floor(Math.log10(largest));
  const decimals = sizes.every(Number.isInteger) ? 0 : Math.max(0, Math.min(least, most));
  return (value) => formatFixed(value, decimals);
}
