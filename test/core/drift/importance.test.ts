import { describe, expect, it } from 'vitest';
import { importanceNotes } from '../../../core/drift/index.ts';
import type { ColumnType } from '../../../core/profile/profile.ts';
import { numeric } from '../report/drift/world.ts';

const reference = {
  profile: { rows: 3, columns: new Map([['temp', numeric([1, 2, 3])]]) },
  types: new Map<string, ColumnType>([
    ['temp', 'number'],
    ['id', 'text'],
  ]),
};

function notesOf(weights: Readonly<Record<string, number>>): readonly string[] {
  return importanceNotes(new Map(Object.entries(weights)), reference);
}

describe('weights of features', () => {
  it('say nothing where the reference holds each column', () => {
    expect(notesOf({ temp: 1, id: 0.2 })).toEqual([]);
    expect(importanceNotes(null, reference)).toEqual([]);
  });

  it('are told where the reference does not hold a column, and whether any counts', () => {
    expect(notesOf({ temp: 1, made: 2 })).toEqual([
      'monitor.importance has a weight of "made", which the reference does not hold: name the columns of the data.',
    ]);
    expect(notesOf({ made: 2, also: 1, other: 1 })).toEqual([
      'monitor.importance has a weight of "made" and 2 more, which the reference does not hold, so all features count alike: name the columns of the data.',
    ]);
  });
});
