import { describe, expect, it } from 'vitest';
import { leftOut } from '../../../core/drift/left-out.ts';

const files = (count: number) =>
  Array.from({ length: count }, (_, day) => ({
    path: `log/${day}.parquet`,
    reason: 'It is empty.',
  }));

describe('files that are left out', () => {
  it('are nothing where there are none', () => {
    expect(leftOut([])).toEqual({ notes: [], field: {} });
  });

  it('are named with their reasons while they are few, and all are counted', () => {
    const { notes, field } = leftOut(files(25));
    expect(notes).toHaveLength(11);
    expect(notes[0]).toBe('log/0.parquet is left out. It is empty.');
    expect(notes[10]).toBe('15 more files could not be opened.');
    expect(field.unreadable?.count).toBe(25);
    expect(field.unreadable?.files).toHaveLength(20);
    expect(leftOut(files(10)).notes).toHaveLength(10);
  });

  it('have a path of a length that a record takes', () => {
    const { field } = leftOut([{ path: 'x'.repeat(9_999), reason: 'It is empty.' }]);
    expect(field.unreadable?.files[0]?.path.length).toBeLessThanOrEqual(512);
  });
});
