/** Powers of ten that a double holds exactly. */
export const tens = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const [zero, nine, dot, minus] = [0x30, 0x39, 0x2e, 0x2d];
/** So many digits are a whole number that a double holds exactly. */
const mostDigits = 15;

/**
 * The value of a text like `-12.5`; NaN for any other, `parseNumber` may know it. It takes a tenth of the time, and gives
 * the same double: one division of two exact doubles is rounded once (Clinger 1990).
 */
export function plainNumber(text: string): number {
  const { length } = text;
  const start = text.charCodeAt(0) === minus ? 1 : 0;
  if (length === start || length > mostDigits + 2) return Number.NaN;
  let [digits, decimals, mantissa] = [0, -1, 0];
  for (let index = start; index < length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= zero && unit <= nine) {
      mantissa = mantissa * 10 + unit - zero;
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (unit === dot && decimals < 0) decimals = 0;
    else return Number.NaN;
  }
  if (digits === 0 || digits > mostDigits) return Number.NaN;
  const size = mantissa / (tens[Math.max(0, decimals)] ?? 1);
  return start === 1 ? -size : size;
}
