import type { Table } from '../../../core/table.ts';
import type { DriftRecord, FeatureDrift } from '../../../schemas/types.ts';
import { compareDrift } from './compare-tables.ts';

export type Columns = Record<string, readonly (string | number)[]>;

/** A table of these columns, every value as the text that a CSV file would hold. */
export function tableOf(columns: Columns): Table {
  const entries = Object.entries(columns).map(
    ([name, values]) => [name, values.map(String)] as const,
  );
  return { rows: entries[0]?.[1].length ?? 0, columns: new Map(entries) };
}

/** Compares one feature, `x`. */
export function compareOne(
  reference: readonly (string | number)[],
  current: readonly (string | number)[],
): FeatureDrift {
  const tables = [tableOf({ x: reference }), tableOf({ x: current })] as const;
  const [feature] = compareDrift(...tables).features;
  if (feature === undefined) throw new TypeError('Nothing was compared.');
  return feature;
}

/** The outcome of each feature, by name. */
export function outcomes({ features }: Pick<DriftRecord, 'features'>): Record<string, string> {
  return Object.fromEntries(features.map(({ feature, outcome }) => [feature, outcome]));
}

/** A seeded source of normal deviates: mulberry32 and the Box-Muller transform. */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A seeded source of numbers from 0 to below 1 (mulberry32). */
export function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` values of a function, rounded as they would be in a file. */
export function draw(count: number, next: () => number): readonly number[] {
  return Array.from({ length: count }, () => Number(next().toFixed(6)));
}

/** `count` times the texts, one after the other. */
export function repeat(count: number, ...texts: readonly (string | number)[]): (string | number)[] {
  return Array.from({ length: count }, () => texts).flat();
}
