const decimal = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/**
 * A text as a finite number, or NaN where it is none: empty, a word, `nan`, `inf`, a hexadecimal, a number with
 * separators of thousands, or one too large for a double.
 */
export function parseNumber(text: string): number {
  if (!decimal.test(text)) return Number.NaN;
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}
