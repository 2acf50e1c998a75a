import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import { selectRows } from '../../../core/predictions/select-rows.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { type Columns, read } from './fixture.ts';

const columns = {
  id: [5, 6, 7, 8],
  y: [1, 0, 1, 0],
  y_hat: [1, 1, 0, 0],
  p: [0.9, 0.8, 0.1, 0.2],
  p1: [0.1, 0.2, 0.9, 0.8],
  w: [1, 2, 3, 4],
  g: ['x', 'y', 'x', 'z'],
  q: ['r', 'r', 's', 's'],
  low: [0, 0, 0, 0.5],
  high: [1, 1, 2, 3],
  city: ['u', 'v', 'u', ''],
};

const more = {
  slices: ['city'],
  scores: { '0': 'p', '1': 'p1' },
  quantiles: { '0.5': 'p' },
};

/** The level of each row, since those that a selection lost stay in its list. */
function levelsOf(slices: Predictions['slices']): unknown {
  return slices.map(({ codes, levels }) => Array.from(codes, (code) => levels[code] ?? null));
}

function some(task: ModelConfig['task'], rows: readonly number[]): Predictions {
  const entries = Object.entries<Columns[string]>(columns);
  const picked = entries.map(([name, values]) => [name, rows.map((row) => values[row] ?? null)]);
  return read(task, Object.fromEntries(picked) as Columns, more);
}

describe.each(['regression', 'binary', 'multiclass', 'ranking'] as const)(
  'selectRows of a %s',
  (task) => {
    it('gives what a file of these rows would have given', () => {
      // Rows of both classes and of every city, since lists of classes and levels are not made anew.
      const rows = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 3 });
      fc.assert(
        fc.property(rows, (picked) => {
          const selected = selectRows(some(task, [0, 1, 2, 3]), Uint32Array.from(picked));
          const read = some(task, picked);
          const { slices, ...others } = selected;
          const { slices: readSlices, ...readOthers } = read;
          expect(others).toEqual(readOthers);
          expect(levelsOf(slices)).toEqual(levelsOf(readSlices));
        }),
      );
    });

    it('gives the predictions themselves for all rows in their order', () => {
      const all = some(task, [0, 1, 2, 3]);
      expect(selectRows(all, Uint32Array.of(0, 1, 2, 3))).toBe(all);
      expect(selectRows(all, Uint32Array.of(0, 1, 3, 2))).not.toBe(all);
    });
  },
);
