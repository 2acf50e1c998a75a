import { momentOf } from '../../core/profile/collect/instants.ts';
import type { TimeWriting } from '../../core/profile/collect/time-line.ts';
import { commonUnit, instantOfNumber } from '../../core/time/common-unit.ts';
import type { Cell } from '../../core/predictions/columns/cell.ts';
import { type ColumnBuilder, onceFor } from '../../core/predictions/columns/column.ts';
import { saysOffset } from '../../core/time/instant.ts';
import { unitOf } from '../../core/time/number-unit.ts';

/** Takes the column of the time, and keeps the moment of each row. */
export interface InstantColumn {
  readonly column: ColumnBuilder;
  /** So many rows that have no time. */
  readonly skip: (rows: number) => void;
  /** Milliseconds since 1970, NaN where the row has no time that can be read or a number of another unit than most. */
  readonly finish: () => {
    readonly instants: Float64Array;
    /** Of the numbers, in milliseconds; null where there are none. */
    readonly unit: number | null;
    readonly written: TimeWriting;
  };
}

/** A column of times: texts in ISO 8601, or numbers since 1970. */
export function instantColumn(): InstantColumn {
  let instants = new Float64Array(1_024);
  let isNumber = new Uint8Array(1_024);
  let rows = 0;
  const numbers = new Map<number, number>();
  let example: string | null = null;
  const offsets = new Set<boolean>();
  const make = (more: number): void => {
    if (rows + more <= instants.length) return;
    const room = Math.max(rows + more, 2 * instants.length);
    const [larger, largerFlags] = [new Float64Array(room), new Uint8Array(room)];
    larger.set(instants.subarray(0, rows));
    largerFlags.set(isNumber.subarray(0, rows));
    [instants, isNumber] = [larger, largerFlags];
  };
  const take = ({ instant, number }: ReturnType<typeof momentOf>): void => {
    const hasNumber = Number.isFinite(number);
    if (hasNumber) {
      const unit = unitOf(number);
      numbers.set(unit, (numbers.get(unit) ?? 0) + 1);
    }
    instants[rows] = hasNumber ? number : instant;
    isNumber[rows] = hasNumber ? 1 : 0;
    rows += 1;
  };
  const read = (cell: Cell): ReturnType<typeof momentOf> => {
    const moment = momentOf(cell);
    if (typeof cell === 'string' && !Number.isNaN(moment.instant)) {
      const text = cell.trim();
      if (text.length > (example?.length ?? 0)) example = text;
      offsets.add(saysOffset(text));
    }
    return moment;
  };
  const momentsOf = onceFor((cells) => Array.from(cells, read));
  const none = momentOf(null);
  return {
    column: {
      expect: make,
      push(cell) {
        make(1);
        take(read(cell));
      },
      pushCodes(cells, codes) {
        make(codes.length);
        const moments = momentsOf(cells);
        for (const code of codes) take(moments[code] ?? none);
      },
      pushNumbers(values) {
        make(values.length);
        for (const number of values) take({ instant: Number.NaN, number });
      },
    },
    skip(count) {
      make(count);
      for (let row = 0; row < count; row++) take(none);
    },
    finish() {
      const unit = commonUnit(numbers);
      const all = instants.subarray(0, rows);
      for (let row = 0; row < rows; row++) {
        if (isNumber[row] === 1) all[row] = instantOfNumber(all[row] ?? 0, unit);
      }
      const written = { example, mixedOffsets: offsets.size > 1 };
      return { instants: all, unit: numbers.size > 0 ? unit : null, written };
    },
  };
}
