import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../core/drift/index.ts';
import { partsOf } from '../../../core/profile/collect/row-groups.ts';
import { draw, normals } from './fixture.ts';
import { profileOf } from './monitored.ts';
import { numbersOf } from './profiles.ts';

const values = draw(600, normals(71));

function unrestOfParts(rows: number): number | null {
  const parts = Array.from({ length: values.length / rows }, (_, part) =>
    profileOf({ x: numbersOf(values.slice(part * rows, (part + 1) * rows)) }),
  );
  const found = calibrate(profileOf({ x: numbersOf(values) }), parts).get('x');
  return found === undefined ? null : found.mean + 3 * found.deviation;
}

describe('the unrest of a reference', () => {
  it('is not told by parts that differ from the whole by chance alone', () => {
    expect(unrestOfParts(30)).toBeNull();
    expect(unrestOfParts(200)).toBeLessThan(0.12);
  });

  it('is told by as many parts as are asked for, if each has 400 rows and there are three', () => {
    expect([100, 600, 2_000, 1_000_000].map((rows) => partsOf(rows, 20))).toEqual([0, 0, 5, 20]);
  });
});
