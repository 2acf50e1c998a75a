/** What one side of a chart shows. The title is of our own words: letters, spaces and commas. */
export interface Axis {
  readonly title: string;
  readonly low: number;
  readonly high: number;
}

/** Units in which numbers have few digits, as labels beside each other must. */
const units = [
  { of: 1e9, name: 'billions' },
  { of: 1e6, name: 'millions' },
  { of: 1e3, name: 'thousands' },
  { of: 1, name: null },
  { of: 1e-3, name: 'thousandths' },
  { of: 1e-6, name: 'millionths' },
] as const;

/** An axis with short labels, and what its numbers are divided by; null for one that can't be drawn. */
export function scaled(axis: Axis): { readonly axis: Axis; readonly unit: number } | null {
  const { title, low, high } = axis;
  const largest = Math.max(Math.abs(low), Math.abs(high));
  // Beyond these Mermaid would need exponents, which it does not read.
  if (!(high - low > largest * 1e-6) || !(largest < 1e12) || !(largest >= 1e-6)) return null;
  const isPlain = largest >= 0.01 && largest < 10_000;
  const unit = isPlain ? undefined : units.find(({ of }) => largest >= of);
  if (unit === undefined) return { axis, unit: 1 };
  const named = unit.name === null ? title : `${title}, in ${unit.name}`;
  return { axis: { title: named, low: low / unit.of, high: high / unit.of }, unit: unit.of };
}
