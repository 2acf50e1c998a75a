import { describe, expect, it } from 'vitest';
import type { TextProfile } from '../../../core/profile/profile.ts';
import { examineWhole, featureIn } from './monitored.ts';
import { numbersOf } from './profiles.ts';

/** Texts of lengths from one on. */
function textsOf(from: number): TextProfile {
  const lengths = Array.from({ length: 1000 }, (_, row) => from + (row % 50));
  return { ...numbersOf(lengths), kind: 'text' };
}

describe('a column of free texts', () => {
  it('is compared by their lengths', () => {
    const found = featureIn(examineWhole({ x: textsOf(10) }, { x: textsOf(30) }), 'x');
    expect(found).toMatchObject({
      kind: 'text',
      outcome: 'drift',
      test: 'kolmogorov-smirnov',
      size: 0.4,
      alarms: ['distribution', 'range'],
    });
    expect(featureIn(examineWhole({ x: textsOf(10) }, { x: textsOf(10) }), 'x').outcome).toBe(
      'stable',
    );
  });
});

describe('a column of another type', () => {
  const even = numbersOf(Array.from({ length: 1000 }, (_, row) => row));
  const changed = (unreadable: number) =>
    examineWhole(
      { x: even },
      { x: { ...even, rows: even.rows + unreadable, unreadable } },
      { types: { x: 'text' } },
    ).schemaChanges;

  it('says how many values cannot be read as before, and drifts with them', () => {
    expect(changed(50)).toEqual([
      {
        column: 'x',
        change: 'type',
        reference: 'number',
        current: 'text',
        outcome: 'drift',
        reason: '50 values cannot be read as before.',
      },
    ]);
    expect(changed(1)).toMatchObject([
      { outcome: 'warning', reason: '1 value cannot be read as before.' },
    ]);
  });
});
