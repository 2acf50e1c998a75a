import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Pairing, pairRows, type RowPairing } from '../../../core/predictions/pair.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { type Columns, read } from './fixture.ts';

const task = 'regression';

function pair(candidate: Columns, baseline: Columns, of: ModelConfig['task'] = task): Pairing {
  return pairRows(read(of, candidate), read(of, baseline));
}

function paired(pairing: Pairing): RowPairing {
  if (pairing.refused !== null) throw new TypeError(pairing.refused);
  return pairing;
}

/** Rows with these ids, whose label is the id unless another is given. */
function rows(ids: readonly number[], labels: readonly (number | string)[] = ids): Columns {
  return { id: ids, y: labels, y_hat: labels };
}

function withPositive(positive: string): Predictions {
  return read('binary', { y: ['a', 'b'], y_hat: ['a', 'b'] }, { positive });
}

function numbers(count: number, first = 0): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

describe('pairRows by ids', () => {
  it('pairs the rows of one id, in the order of the candidate', () => {
    const { counts, notes, candidateRows, baselineRows } = paired(
      pair(rows([5, 1, 3]), rows([3, 5, 1])),
    );
    expect(counts).toEqual({ candidate: 3, baseline: 3, compared: 3 });
    expect(notes).toEqual([]);
    expect(candidateRows).toEqual(Uint32Array.of(0, 1, 2));
    expect(baselineRows).toEqual(Uint32Array.of(1, 2, 0));
  });

  it('pairs exactly the rows that have the same id and label', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(
        ids,
        ids,
        fc.boolean(),
        fc.integer({ min: 2, max: 9 }),
        (ours, theirs, areTexts, relabel) => {
          const name = (id: number): number | string => (areTexts ? `row ${id}` : id);
          const candidate = { id: ours.map(name), y: ours, y_hat: ours };
          const labels = theirs.map((id) => (id % relabel === 0 ? -1 : id));
          const baseline = { id: theirs.map(name), y: labels, y_hat: theirs };
          const pairing = pair(candidate, baseline);
          const same = ours.filter((id) => theirs.includes(id) && id % relabel !== 0);
          expect(pairing.counts).toEqual({
            candidate: ours.length,
            baseline: theirs.length,
            compared: same.length,
          });
          const isEnough =
            same.length > 0 && same.length >= 0.8 * Math.max(ours.length, theirs.length);
          expect(pairing.refused === null).toBe(isEnough);
          if (pairing.refused !== null) return;
          expect([...pairing.candidateRows].map((row) => ours[row])).toEqual(same);
          expect([...pairing.baselineRows].map((row) => theirs[row])).toEqual(same);
        },
      ),
    );
  });

  it('says how many rows fell out, on which side and why', () => {
    const candidate = rows(numbers(1_000));
    const baseline = rows(numbers(995, 12), [-1, ...numbers(994, 13)]);
    const { counts, notes } = pair(candidate, baseline);
    expect(counts).toEqual({ candidate: 1_000, baseline: 995, compared: 987 });
    expect(notes).toEqual([
      '12 of 1,000 rows of the candidate are not in the baseline and are left out.',
      '7 of 995 rows of the baseline are not in the candidate and are left out.',
      '1 row has another label in the baseline than in the candidate and is left out.',
    ]);
  });

  it('compares from 80% of the larger one on', () => {
    expect(pair(rows(numbers(100)), rows(numbers(80))).refused).toBeNull();
    expect(pair(rows(numbers(80)), rows(numbers(100))).refused).toBeNull();
    const few = pair(rows(numbers(100)), rows(numbers(79)));
    expect(few.refused).toContain(
      'Only 79 rows are the same, by id, label and weight, among 100 of the candidate and 79 of the baseline: that is 79% of the larger number, and at least 80% are needed.',
    );
    expect(few.counts.compared).toBe(79);
    expect(pair(rows(numbers(79)), rows(numbers(100))).refused).not.toBeNull();
  });

  it('refuses when no row is shared', () => {
    const { refused, counts } = pair(rows([1, 2]), rows([3, 4, 5]));
    expect(refused).toContain(
      'None of the 2 rows of the candidate is, by its id, label and weight, one of the 3 rows',
    );
    expect(counts).toEqual({ candidate: 2, baseline: 3, compared: 0 });
  });

  it('refuses when only one of the two has ids', () => {
    const { id: _, ...without } = rows([1, 2]);
    expect(pair(rows([1, 2]), without).refused).toContain('The rows of the candidate have ids');
    expect(pair(without, rows([1, 2])).refused).toContain('The rows of the baseline have ids');
  });
});

describe('pairRows with weights', () => {
  it('leaves out the rows that weigh otherwise than they did, and says so', () => {
    const ten = rows(numbers(10));
    const [now, then] = [numbers(10).map(() => 1), numbers(10).map((row) => (row < 2 ? 3 : 1))];
    const { notes, candidateRows } = paired(pair({ ...ten, w: now }, { ...ten, w: then }));
    expect(candidateRows).toEqual(Uint32Array.from(numbers(8, 2)));
    expect(notes).toEqual([
      '2 rows have another weight in the baseline than in the candidate and are left out.',
    ]);
  });

  it('refuses when most weights were changed', () => {
    const ten = rows(numbers(10));
    const flattering = numbers(10).map((row) => 1 + row / 10);
    expect(pair({ ...ten, w: flattering }, ten).refused).toMatch(/^Only 1 row/);
    const { id: _id, ...unnamed } = ten;
    expect(pair({ ...unnamed, w: flattering }, unnamed).refused).toContain('labels or weights');
  });
});

describe('pairRows without ids', () => {
  it('pairs by position where all labels are the same', () => {
    const { counts, candidateRows, baselineRows } = paired(
      pair({ y: [1, 2], y_hat: [0, 0] }, { y: [1, 2], y_hat: [1, 1] }),
    );
    expect(counts.compared).toBe(2);
    expect(candidateRows).toEqual(Uint32Array.of(0, 1));
    expect(baselineRows).toEqual(Uint32Array.of(0, 1));
  });

  it('refuses when the number of rows differs, or a single label does', () => {
    const ten = { y: numbers(10), y_hat: numbers(10) };
    const fewer = { y: numbers(9), y_hat: numbers(9) };
    expect(pair(ten, fewer).refused).toContain('the candidate has 10 rows and the baseline 9 rows');
    const other = { y: [...numbers(9), -1], y_hat: numbers(10) };
    expect(pair(ten, other).refused).toContain('at 1 of 10 positions the labels or weights differ');
    expect(pair(ten, other).refused).toContain('evaluate.predictions.id');
  });
});

describe('pairRows of unlike models', () => {
  it('refuses when the tasks differ', () => {
    const columns = { y: [1, 0], y_hat: [1, 0] };
    const { refused } = pairRows(read('binary', columns), read('regression', columns));
    expect(refused).toContain(
      'The candidate was evaluated as a binary model, and the baseline as a regression model',
    );
  });

  it('refuses when the positive classes differ', () => {
    const { refused } = pairRows(withPositive('a'), withPositive('b'));
    expect(refused).toContain(
      'The positive class of the candidate is "a", and that of the baseline "b"',
    );
  });
});

describe('pairRows of classes', () => {
  it('compares classes by their names, and gives both one list of them', () => {
    const config = { scores: { a: 'pa', b: 'pb' } };
    const candidate = read(
      'multiclass',
      { id: [1, 2], y: ['a', 'b'], y_hat: ['b', 'b'], pa: [0.4, 0.1], pb: [0.6, 0.9] },
      config,
    );
    const baseline = read('multiclass', { id: [1, 2], y: ['a', 'b'], y_hat: ['0', 'b'] });
    const pairing = paired(pairRows(candidate, baseline));
    expect(pairing.candidate).toMatchObject({
      classes: ['0', 'a', 'b'],
      labels: Int32Array.of(1, 2),
      predicted: Int32Array.of(2, 2),
      scores: Float64Array.of(0, 0.4, 0.6, 0, 0.1, 0.9),
    });
    expect(pairing.baseline).toMatchObject({
      classes: ['0', 'a', 'b'],
      labels: Int32Array.of(1, 2),
      predicted: Int32Array.of(0, 2),
    });
  });

  it('names the classes that only one of the two has among its labels', () => {
    const ids = numbers(10);
    const candidate = rows(ids, ['x', ...numbers(9).map(() => 'a')]);
    const baseline = rows(ids, ['z', ...numbers(9).map(() => 'a')]);
    const { notes, counts } = pair(candidate, baseline, 'multiclass');
    expect(counts.compared).toBe(9);
    expect(notes).toContain(
      `The candidate's labels hold the class "x", which the baseline's never had.`,
    );
    expect(notes).toContain(
      `The baseline's labels hold the class "z", which the candidate's do not have.`,
    );
  });

  it('cuts long and many names in its notes', () => {
    const ids = numbers(10);
    const long = 'x'.repeat(10_000);
    const candidate = rows(
      ids,
      ids.map((id) => `${id} ${long}`),
    );
    const { notes } = pair(
      candidate,
      rows(
        ids,
        ids.map(() => 'a'),
      ),
      'multiclass',
    );
    expect(notes.find((note) => note.includes('never had'))).toContain(' and 5 more, which');
    for (const note of notes) expect(note.length).toBeLessThan(400);
  });

  it('takes labels of one class for what they are', () => {
    const candidate = rows([1, 2], [1, 1]);
    const baseline = rows([1, 2], [1, 1]);
    expect(pair(candidate, baseline, 'binary').counts.compared).toBe(2);
    expect(pair(rows([1, 2], [0, 0]), rows([1, 2], ['no', 'no']), 'binary').counts.compared).toBe(
      0,
    );
  });
});
