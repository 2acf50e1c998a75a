import type { Feature } from './statistic.ts';
import type { Proportion } from './two-proportions.ts';
import { codingOf, isMissing, levelOf, numberOf } from './values.ts';

/** A feature as it was read from both sides. */
export interface FeatureColumns {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  /** Null when the current data hold what cannot be read as the reference's kind. */
  readonly feature: Feature | null;
  /** Why there is no feature; empty when there is. */
  readonly reason: string;
  /** Values that are there, by side. */
  readonly referenceRows: number;
  readonly currentRows: number;
  readonly missing: { readonly reference: Proportion; readonly current: Proportion };
}

/**
 * Reads a feature. The reference says what it is: categorical when a value is no number, or when it holds at most 10
 * distinct integers; else numeric. Only without any value in the reference does the current data say it.
 */
export function readFeature(
  name: string,
  reference: readonly string[],
  current: readonly string[],
): FeatureColumns {
  const [before, now] = [present(reference), present(current)];
  const coding = codingOf(before.length === 0 ? now : before);
  const columns = {
    name,
    kind: coding === 'numeric' ? 'numeric' : 'categorical',
    referenceRows: before.length,
    currentRows: now.length,
    missing: {
      reference: { hits: reference.length - before.length, rows: reference.length },
      current: { hits: current.length - now.length, rows: current.length },
    },
  } as const;
  if (coding !== 'numeric') {
    const levels = (texts: readonly string[]): ReadonlyMap<string, number> =>
      countOf(texts.map((text) => levelOf(text, coding)));
    const feature = {
      kind: 'categorical',
      reference: levels(before),
      current: levels(now),
    } as const;
    return { ...columns, feature, reason: '' };
  }
  const reason = notNumeric(current);
  if (reason !== null) return { ...columns, feature: null, reason };
  const feature = { kind: 'numeric', reference: sorted(before), current: sorted(now) } as const;
  return { ...columns, feature, reason: '' };
}

function present(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => !isMissing(text));
}

function sorted(texts: readonly string[]): Float64Array {
  return Float64Array.from(texts, numberOf).sort();
}

function countOf(levels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  return counts;
}

function notNumeric(texts: readonly string[]): string | null {
  const row = texts.findIndex(isWord) + 1;
  if (row === 0) return null;
  const count = texts.filter(isWord).length;
  const shown = JSON.stringify((texts[row - 1] ?? '').slice(0, 40));
  return `The reference holds numbers only, but ${count} of ${texts.length} rows of the current data hold something else, the first of them ${shown} in row ${row}. Correct the current data, or leave missing values empty.`;
}

function isWord(text: string): boolean {
  return !isMissing(text) && Number.isNaN(numberOf(text));
}
