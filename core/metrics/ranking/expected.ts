import type { Tie } from './query-order.ts';

/*
 * Values of one query that are expected when tied rows stand in a random order. In a tie of n rows, r of which are
 * relevant, the row at each place is relevant with probability r / n; given that, each row before it within the tie
 * is so with probability (r - 1) / (n - 1).
 */

/**
 * Over the relevant rows among the first k, the sum of the precision at their place, divided by the number of
 * relevant rows, or by k where there are more.
 */
export function averagePrecision(ties: readonly Tie[], k: number): number {
  let [sum, found] = [0, 0];
  for (const { before, rows, relevant } of ties) {
    if (relevant === 0) continue;
    const end = Math.min(rows, k - before);
    for (let place = 0; place < end; place++) {
      const within = rows === 1 ? 0 : (place * (relevant - 1)) / (rows - 1);
      sum += ((relevant / rows) * (found + within + 1)) / (before + place + 1);
    }
    found += relevant;
  }
  return sum / Math.min(k, found);
}

/** One over the place of the first relevant row, places from 1; 0 where there is none. */
export function reciprocalRank(ties: readonly Tie[]): number {
  const tie = ties.find(({ relevant }) => relevant > 0);
  if (tie === undefined) return 0;
  const { before, rows, relevant } = tie;
  let [sum, noneYet] = [0, 1];
  for (let place = 0; place <= rows - relevant; place++) {
    const isFirst = relevant / (rows - place);
    sum += (noneYet * isFirst) / (before + place + 1);
    noneYet *= 1 - isFirst;
  }
  return sum;
}

/** The probability that a relevant row is among the first k. */
export function hitProbability(ties: readonly Tie[], k: number): number {
  let none = 1;
  for (const { before, rows, relevant } of ties) {
    const end = Math.min(rows, k - before);
    for (let place = 0; place < end && none > 0; place++) {
      none *= Math.max(0, rows - relevant - place) / (rows - place);
    }
  }
  return 1 - none;
}
