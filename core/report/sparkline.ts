const levels = ['\u2581', '\u2582', '\u2583', '\u2584', '\u2585', '\u2586', '\u2587', '\u2588'];
/** As wide as a digit, and not collapsed as plain spaces are. */
const gap = '\u2007';
const middle = 3;
/** The blocks span at least this share of the largest value. */
const leastSpan = 0.02;

/**
 * Values as a line of blocks, the least lowest: `▁▂▅█`. What is missing or not finite is a gap; values that are all the
 * same lie flat in the middle. Empty with fewer than two values.
 */
export function sparkline(values: readonly (number | null)[]): string {
  const finite = values.filter((value): value is number => Number.isFinite(value));
  if (finite.length < 2) return '';
  const least = Math.min(...finite);
  const most = Math.max(...finite);
  // A change of a thousandth must not look like a collapse.
  const span = Math.max(most - least, leastSpan * Math.max(Math.abs(most), Math.abs(least)));
  return values.map((value) => block(value, (most + least) / 2, span)).join('');
}

function block(value: number | null, centre: number, span: number): string {
  if (value === null || !Number.isFinite(value)) return gap;
  const share = (value - centre) / span + 0.5;
  // Without a span, or with one that is too small or too large to divide by.
  const level = Number.isFinite(share) ? Math.ceil(share * (levels.length - 1) - 0.5) : middle;
  return levels[level] ?? gap;
}
