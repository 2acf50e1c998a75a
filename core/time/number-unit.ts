/** From about the year 5138 on a number of seconds is taken for one of milliseconds, and so on by thousands. */
const mostSeconds = 1e11;
const thousand = 1_000;

/**
 * How many milliseconds the unit of a number since 1970 is: seconds below 1e11 (the year 5138), milliseconds below 1e14,
 * microseconds below 1e17, else nanoseconds.
 */
export function unitOf(number: number): number {
  let [most, unit] = [mostSeconds, thousand];
  while (Math.abs(number) >= most && unit > 1e-6) {
    most *= thousand;
    unit /= thousand;
  }
  return unit;
}
