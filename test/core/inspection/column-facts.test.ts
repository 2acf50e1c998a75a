import { describe, expect, it } from 'vitest';
import { classCounts } from '../../../core/inspection/class-counts.ts';
import { profileColumn } from '../../../core/inspection/column-profile.ts';
import { listedColumns } from '../../../core/inspection/listed-columns.ts';
import { rowTimes } from '../../../core/inspection/row-times.ts';
import type { Cell } from '../../../core/predictions/columns/cell.ts';
import { column } from '../checks/inspection.ts';

function profile(cells: readonly Cell[]) {
  const builder = profileColumn();
  for (const cell of cells) builder.push(cell, 1);
  return builder.finish('x');
}

describe('the profile of a column', () => {
  it('counts values by their kind, whether they are written as texts or not', () => {
    const facts = { missing: 2, numbers: 3, texts: 1, booleans: 2, isConstant: false };
    expect(profile(['1', '2.5', '-3e2', 'a', 'True', 'false', '', 'NaN'])).toMatchObject(facts);
    expect(profile([1, 2.5, -300n, 'a', true, false, null, Number.NaN])).toMatchObject(facts);
  });

  it('keeps the ends of the numbers to three digits only', () => {
    expect(profile([4539578763621486n, '12345'])).toMatchObject({
      smallest: 12300,
      largest: 4.54e15,
    });
    expect(profile(['a'])).not.toHaveProperty('smallest');
  });

  it('is constant when all values are one, however it is written', () => {
    expect(profile(['1', '1.0', 1, null]).isConstant).toBe(true);
    expect(profile([null, '']).isConstant).toBe(false);
    expect(profile(['1', '2']).isConstant).toBe(false);
  });

  it('is the same for codes of a dictionary and for rows', () => {
    const builder = profileColumn();
    builder.pushCodes(['1', 'a', ''], Int32Array.of(0, 1, 2, -1, 0));
    builder.pushNumbers(Float64Array.of(1.5, Number.NaN));
    expect(builder.finish('x')).toEqual(profile(['1', 'a', '', null, '1', 1.5, Number.NaN]));
  });
});

describe('the columns that a record lists', () => {
  it('are all where there is room, else first those that hold nothing or one value', () => {
    const columns = [
      column('a'),
      column('b', { isConstant: true }),
      column('c'),
      column('d', { numbers: 0 }),
    ];
    expect(listedColumns(columns, 4)).toBe(columns);
    expect(listedColumns(columns, 3).map(({ name }) => name)).toEqual(['d', 'b', 'a']);
  });
});

describe('the classes of a label', () => {
  it('are counted, but for what is long, looks personal or is more than 50 different ones', () => {
    const counts = classCounts();
    const cells = ['yes', 'no', 'yes', '', 'ann@mail.org', 'x'.repeat(65)];
    for (const cell of cells) counts.push(cell, 1);
    expect(counts.finish()).toEqual({
      classes: [
        { value: 'yes', rows: 2 },
        { value: 'no', rows: 1 },
      ],
      otherRows: 2,
    });
    for (let more = 0; more < 60; more++) counts.push(`class ${more}`, 1);
    expect(counts.finish().classes).toHaveLength(50);
    expect(counts.finish().otherRows).toBe(14);
  });
});

function times(cells: readonly Cell[], since: number | null = null) {
  const builder = rowTimes(since);
  for (const cell of cells) builder.push(cell, 1);
  return builder;
}

describe('the times of rows', () => {
  it('have a first one, and are counted from a moment on, in ISO 8601 or as numbers', () => {
    const day = times(['2011-05-02', '2011-05-01T13:00', '2011-05-03 00:00:00']);
    expect(day.earliest()).toBe(Date.UTC(2011, 4, 1, 13));
    expect(times(['2011-05-01', '2011-05-02'], Date.UTC(2011, 4, 2)).later()).toBe(1);
    expect(times([5, '7', 9n], 7).later()).toBe(2);
  });

  it('are undated where they can not be read, and altogether where two ways of writing meet', () => {
    expect(times(['2011-05-01', 'yesterday', '']).undated()).toBe(2);
    expect(times(['2011-05-01', 7]).undated()).toBe(2);
    expect(times([]).earliest()).toBeNull();
  });
});
