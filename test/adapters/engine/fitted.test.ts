import { describe, expect, it } from 'vitest';
import { fitted } from '../../../adapters/engine/engine.ts';
import { plainRequest } from './request.ts';

describe('the windows and parts that are counted', () => {
  it('are those that are asked for, and fewer of thousands of columns', () => {
    const windows = { lengthMs: 3_600_000, count: 400 };
    const request = { ...plainRequest, files: [], windows, parts: 20 };
    const found = [50, 1_000, 10_000, 100_000].map((columns) => {
      const { windows, parts } = fitted(request, columns);
      return [windows?.count, parts];
    });
    expect(found).toEqual([
      [400, 20],
      [30, 20],
      [3, 3],
      [1, 1],
    ]);
    expect(fitted({ ...plainRequest, files: [] }, 10_000)).toMatchObject({
      windows: null,
      parts: 0,
    });
  });
});
