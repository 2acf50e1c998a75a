import { describe, expect, it } from 'vitest';
import { random, randomStreams } from '../../../core/statistics/random.ts';
import golden from '../../goldens/statistics/statistics.json' with { type: 'json' };

function words(seed: string | number, stream: number, count: number): readonly number[] {
  const target = new Uint32Array(count);
  randomStreams(seed)(stream).draw(target);
  return [...target];
}

describe('random numbers', () => {
  it.each(golden.random)('are those of xoshiro128** for "$seed", stream $stream', (expected) => {
    expect(words(expected.seed, expected.stream, expected.words.length)).toEqual(expected.words);
  });

  it('go on where the last call ended', () => {
    const stream = random('assay');
    const first = new Uint32Array(3);
    const second = new Uint32Array(5);
    stream.draw(first);
    stream.draw(second);
    expect([...first, ...second]).toEqual(words('assay', 0, 8));
  });

  it('differ by seed and by stream, and a number is a seed as its text is', () => {
    expect(words('a', 0, 4)).not.toEqual(words('b', 0, 4));
    expect(words('a', 0, 4)).not.toEqual(words('a', 1, 4));
    expect(words(7, 0, 4)).toEqual(words('7', 0, 4));
  });

  it('are uniform from 0 to below 1: ten cells are filled evenly, within every stream and across streams', () => {
    const within = random('within');
    const streams = randomStreams('across');
    for (const draw of [() => within.uniform(), (index: number) => streams(index).uniform()]) {
      const counts = Array.from({ length: 10 }, () => 0);
      for (let index = 0; index < 100_000; index++) {
        const cell = Math.floor(draw(index) * 10);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
      // The 99.9% quantile of chi-square with 9 degrees of freedom.
      expect(chiSquare).toBeLessThan(27.9);
      expect(counts).toHaveLength(10);
    }
  });
});
