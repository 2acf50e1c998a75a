import { kolmogorovSurvival } from '../../drift/kolmogorov-smirnov.ts';
import { twoProportions } from '../../drift/two-proportions.ts';
import type { Predictions } from '../../predictions/predictions.ts';

/** How far what a model answers is from what it answered. */
export interface PredictionShift {
  /** The largest distance of the two distributions, from 0 to 1. */
  readonly size: number;
  readonly pValue: number;
}

/**
 * Answers now against before: numbers and probabilities by Kolmogorov and Smirnov, classes by the share that changed
 * most (two proportions, Bonferroni over the classes). Null where the two are of different kinds.
 */
export function predictionShift(before: Predictions, now: Predictions): PredictionShift | null {
  if (before.kind !== now.kind || before.rows === 0 || now.rows === 0) return null;
  const [ours, theirs] = [numbersOf(before), numbersOf(now)];
  if (ours !== null && theirs !== null) return numberShift(ours, theirs);
  return classShift(sharesOf(before), sharesOf(now));
}

function numbersOf(predictions: Predictions): Float64Array | null {
  if (predictions.kind === 'numeric' || predictions.kind === 'ranking')
    return predictions.predicted;
  return predictions.kind === 'binary' ? predictions.scores : null;
}

function numberShift(before: Float64Array, now: Float64Array): PredictionShift {
  const [a, b] = [before.toSorted(), now.toSorted()];
  let [i, j, size] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0);
    while (i < a.length && (a[i] ?? 0) <= value) i += 1;
    while (j < b.length && (b[j] ?? 0) <= value) j += 1;
    size = Math.max(size, Math.abs(i / a.length - j / b.length));
  }
  const scale = Math.sqrt((a.length / (a.length + b.length)) * b.length);
  return { size, pValue: kolmogorovSurvival(size * scale) };
}

/** By class how many rows were predicted so. */
function sharesOf(predictions: Predictions): ReadonlyMap<string, number> {
  if (predictions.kind !== 'binary' && predictions.kind !== 'multiclass') return new Map();
  const names =
    predictions.kind === 'binary'
      ? [predictions.negative ?? '', predictions.positive]
      : predictions.classes;
  const counts = new Map<string, number>();
  for (const code of predictions.predicted) {
    const name = names[code] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function classShift(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): PredictionShift {
  const [n, m] = [sum(before), sum(now)];
  const names = [...new Set([...before.keys(), ...now.keys()])];
  let [size, pValue] = [0, 1];
  for (const name of names) {
    const [a, b] = [before.get(name) ?? 0, now.get(name) ?? 0];
    size = Math.max(size, Math.abs(a / n - b / m));
    pValue = Math.min(pValue, twoProportions({ hits: a, rows: n }, { hits: b, rows: m }));
  }
  return { size, pValue: Math.min(1, pValue * names.length) };
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
