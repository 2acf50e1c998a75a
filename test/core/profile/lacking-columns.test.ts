import { describe, expect, it } from 'vitest';
import { lackingColumns } from '../../../core/profile/lacking-columns.ts';
import type { ColumnType } from '../../../core/profile/profile.ts';
import { collectTable } from './collect.ts';

const table = { rows: 1, columns: new Map([['a', ['1']]]) };
const kept = {
  profile: collectTable(table, null, new Date(0)).profile,
  types: new Map<string, ColumnType>([
    ['a', 'number'],
    ['b', 'number'],
    ['list', 'other'],
    ['when', 'time'],
  ]),
};

describe('a profile that was kept while other columns were watched', () => {
  it('lacks those that the data set has and that are watched now', () => {
    expect(lackingColumns(kept, 'all', { features: 'auto', time: 'when' })).toEqual(['b']);
    expect(lackingColumns(kept, ['a'], { features: ['a'] })).toEqual([]);
    expect(lackingColumns(kept, ['a', 'b'], { features: ['a', 'b'] })).toEqual(['b']);
  });

  it('lacks a feature that is listed, and not a prediction that the data set never had', () => {
    const watched = ['a', 'new', 'prediction'];
    expect(lackingColumns(kept, watched, { features: ['a', 'new'] })).toEqual(['new']);
  });
});
