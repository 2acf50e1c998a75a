import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf, orderOfKeys, orderWithTies } from '../../../core/numeric/order.ts';

/** A sort by comparison, which keeps the order of what is equal. */
function sorted<Value>(
  values: readonly Value[],
  compare: (a: Value, b: Value) => number,
): number[] {
  const entries = values.map((value, row) => ({ value, row }));
  return entries.toSorted((a, b) => compare(a.value, b.value)).map(({ row }) => row);
}

function ascending(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function orderOfNumbers(values: readonly number[]): number[] {
  return [...orderOf(Float64Array.from(values))];
}

/** A generator of numbers from 0 to 1 that are the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const anyDouble = fc.double({ noNaN: true, noDefaultInfinity: true });
/** Numbers that share their first 32 bits, in which only the rest differs. */
const nearDouble = fc.integer({ min: 0, max: 2 ** 31 }).map((step) => 1 + step * 2 ** -52);
const grid = fc.integer({ min: -4, max: 4 }).map((step) => step / 4);

describe('orderOf', () => {
  it.each([
    ['any numbers', fc.array(anyDouble, { maxLength: 300 })],
    ['many equal ones', fc.array(grid, { maxLength: 600 })],
    ['numbers near each other', fc.array(nearDouble, { maxLength: 300 })],
    ['a mixture', fc.array(fc.oneof(anyDouble, nearDouble, grid), { maxLength: 600 })],
  ])('is that of a sort by comparison, for %s', (_, values) => {
    fc.assert(
      fc.property(values, (some) => {
        expect(orderOfNumbers(some)).toEqual(sorted(some, ascending));
      }),
    );
  });

  it('keeps the order of equal numbers, and takes -0 for 0', () => {
    expect(orderOfNumbers([0, -0, 1, 0, -1, -0])).toEqual([4, 0, 1, 3, 5, 2]);
  });

  it('puts the smallest and the largest numbers where they belong', () => {
    const ends = [Number.MAX_VALUE, -Number.MIN_VALUE, 0, Number.MIN_VALUE, -Number.MAX_VALUE];
    expect(orderOfNumbers(ends)).toEqual([4, 1, 2, 3, 0]);
  });

  it('takes none and one', () => {
    expect(orderOfNumbers([])).toEqual([]);
    expect(orderOfNumbers([7])).toEqual([0]);
  });

  it('sorts long runs of numbers that differ in their last bits only', () => {
    const random = generator(1);
    const near = Array.from({ length: 5000 }, () => 0.5 + Math.floor(random() * 3000) * 2 ** -53);
    const values = [0, ...near, 1];
    expect(orderOfNumbers(values)).toEqual(sorted(values, ascending));
  });

  it('reads a part of a buffer, and leaves it as it is', () => {
    const all = Float64Array.of(9, 3, 1, 2, 9);
    expect([...orderOf(all.subarray(1, 4))]).toEqual([1, 2, 0]);
    expect([...all]).toEqual([9, 3, 1, 2, 9]);
  });

  it('sorts a million random numbers', () => {
    const random = generator(2);
    const values = Float64Array.from({ length: 1_000_000 }, random);
    const order = orderOf(values);
    const isSorted = order.every(
      (row, place) => place === 0 || (values[order[place - 1] ?? 0] ?? 0) <= (values[row] ?? 0),
    );
    expect(isSorted).toBe(true);
  });
});

describe('orderWithTies', () => {
  it('marks every entry whose value is that of the entry before', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(grid, nearDouble), { maxLength: 600 }), (values) => {
        const order = sorted(values, ascending);
        const isTied = order.map(
          (row, place) => place > 0 && values[row] === values[order[place - 1] ?? 0],
        );
        const marked = [...orderWithTies(Float64Array.from(values))];
        expect(marked.map((entry) => entry >= 2 ** 31)).toEqual(isTied);
        expect(marked.map((entry) => entry % 2 ** 31)).toEqual(order);
      }),
    );
  });
});

describe('orderOfKeys', () => {
  const word = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }));

  it('is that of a sort by the high word and then the low one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { maxLength: 300 }), (pairs) => {
        const expected = sorted(pairs, ([a, b], [c, d]) => ascending(a, c) || ascending(b, d));
        expect([...orderOfKeys(Uint32Array.from(pairs.flat()))]).toEqual(expected);
      }),
    );
  });
});
