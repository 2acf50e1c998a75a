import type { Random } from './random.ts';

const cells = 2 ** 16;
const block = 1024;
/** In the table: two counts share the cell. No count has this bit, since P(X > 127) is below 1e-200. */
const shared = 0x80;

/**
 * Draws as many units as there are, each as likely at every draw, and writes how often each was drawn: a multinomial
 * sample, as the bootstrap asks for. `counts` has one number a unit.
 */
export type DrawMultiplicities = (random: Random, counts: Uint8Array) => void;

/**
 * Draws without touching memory at random, which is what makes the plain way slow at a million units: each unit gets a
 * Poisson count whose mean is a little below 1, which given their sum are multinomial, and the few draws that are still
 * missing are made one by one (Brown and Bromberg, The American Statistician 1984). The mean lies five standard
 * deviations of the sum below 1, and a sum that is too large all the same is thrown away: so the sample is exact.
 */
export function multiplicityDraw(units: number): DrawMultiplicities {
  const mean = Math.max(0, 1 - 5 / Math.sqrt(units));
  const cumulative = poissonCumulative(mean);
  const table = countsByCell(cumulative);
  const words = new Uint32Array(block / 2);
  return (random, counts) => {
    let drawn = units + 1;
    while (drawn > units) drawn = drawPoisson(random, counts, { table, cumulative, words });
    for (; drawn < units; drawn++) {
      const unit = Math.floor(random.uniform() * units);
      counts[unit] = (counts[unit] ?? 0) + 1;
    }
  };
}

interface PoissonTable {
  /** By the upper 16 bits of a uniform number, the count; or `shared`, where these bits don't decide it. */
  readonly table: Uint8Array;
  readonly cumulative: readonly number[];
  readonly words: Uint32Array;
}

/** Writes a Poisson count for every unit and returns their sum. */
function drawPoisson(random: Random, counts: Uint8Array, poisson: PoissonTable): number {
  const halves = new Uint16Array(poisson.words.buffer);
  let sum = 0;
  for (let start = 0; start < counts.length; start += block) {
    random.draw(poisson.words);
    const some = counts.subarray(start, start + block);
    sum += lookUp(halves, poisson.table, some) ?? settle(random, some, halves, poisson.cumulative);
  }
  return sum;
}

/** Writes the count of each cell and returns their sum; null where some of the cells are shared. */
function lookUp(halves: Uint16Array, table: Uint8Array, counts: Uint8Array): number | null {
  let sum = 0;
  let bits = 0;
  for (let unit = 0; unit < counts.length; unit++) {
    const count = table[halves[unit] ?? 0] ?? 0;
    counts[unit] = count;
    sum += count;
    bits |= count;
  }
  return bits < shared ? sum : null;
}

/** Draws more bits for the units whose cell is shared; returns the sum of all counts. */
function settle(
  random: Random,
  counts: Uint8Array,
  halves: Uint16Array,
  cumulative: readonly number[],
): number {
  let sum = 0;
  for (let unit = 0; unit < counts.length; unit++) {
    if (counts[unit] === shared) {
      const uniform = ((halves[unit] ?? 0) + random.uniform()) / cells;
      counts[unit] = cumulative.findIndex((probability) => uniform < probability);
    }
    sum += counts[unit] ?? 0;
  }
  return sum;
}

/** P(X <= k) for k from 0 until it is 1. */
function poissonCumulative(mean: number): readonly number[] {
  const cumulative: number[] = [];
  let probability = Math.exp(-mean);
  let sum = 0;
  for (let count = 0; probability > 2 ** -60; count++) {
    sum += probability;
    cumulative.push(sum);
    probability *= mean / (count + 1);
  }
  cumulative[cumulative.length - 1] = 1;
  return cumulative;
}

function countsByCell(cumulative: readonly number[]): Uint8Array {
  const table = new Uint8Array(cells).fill(shared);
  for (const [count, probability] of cumulative.entries()) {
    const first = Math.ceil((cumulative[count - 1] ?? 0) * cells);
    const end = Math.floor(probability * cells);
    if (first < end) table.fill(count, first, end);
  }
  return table;
}
