import { type Figure, figureLine } from '../../bench/figure.ts';

/** Whether the proofs run in full, as `npm run test:resilience` has them; else only so far that they can break. */
export const full = process.env['ASSAY_RESILIENCE'] === 'full';

/** A number of the full proof, or that of the short one. */
export function scaled(inFull: number, short: number): number {
  return full ? inFull : short;
}

/** Numbers between 0 and 1 that are the same for a seed (mulberry32, Tommy Ettinger 2017, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Says what was found: the figure that a reader of the run looks for. */
export function say(sentence: string): void {
  process.stdout.write(`\n${sentence}\n`);
}

/** Says a figure, so that a bench can read it. */
export function sayFigure(name: string, value: number, unit: string, goal: Figure['goal']): void {
  say(figureLine({ name, value, unit, goal }));
}
