import { instantOf, saysOffset } from '../../time/instant.ts';
import { textOf } from './cell-text.ts';
import {
  type CollectorOptions,
  codesByCell,
  type ColumnCollector,
  numbersByCell,
} from './column-collector.ts';
import { tallies } from './tally.ts';

interface Span {
  first: number;
  last: number;
  future: number;
  withOffset: number;
  times: number;
}

/** Notes a column of points in time: the first and the last that is not in the future. */
export function timeCollector({ now }: CollectorOptions): ColumnCollector {
  const counts = tallies();
  const spans = new Map<number, Span>();
  const add = (instant: number, hasOffset: boolean, group: number, rows: number): void => {
    const tally = counts.of(group);
    tally.rows += rows;
    if (Number.isNaN(instant)) {
      tally.unreadable += rows;
      return;
    }
    const span = spans.get(group) ?? noTimes();
    spans.set(group, span);
    span.times += rows;
    if (hasOffset) span.withOffset += rows;
    if (instant > now) {
      span.future += rows;
      return;
    }
    if (instant < span.first) span.first = instant;
    if (instant > span.last) span.last = instant;
  };
  const cell: ColumnCollector['cell'] = (value, group, rows) => {
    const text = textOf(value)?.trim();
    if (text !== undefined) {
      add(instantOf(text), saysOffset(text), group, rows);
      return;
    }
    counts.without('missing', group, rows);
  };
  return {
    cell,
    numbers: numbersByCell(cell),
    codes: codesByCell(cell),
    measured(values, from, to, group) {
      for (let row = from; row < to; row++) add(values[row] ?? Number.NaN, false, group, 1);
    },
    without: counts.without,
    profile(groups) {
      const asked = [...groups];
      const all = noTimes();
      for (const group of asked) addSpan(all, spans.get(group) ?? noTimes());
      const { first, last, future, withOffset, times } = all;
      return {
        kind: 'time',
        ...counts.sum(asked),
        first: first === Infinity ? null : first,
        last: last === -Infinity ? null : last,
        future,
        mixedOffsets: withOffset > 0 && withOffset < times,
      };
    },
  };
}

function noTimes(): Span {
  return { first: Infinity, last: -Infinity, future: 0, withOffset: 0, times: 0 };
}

function addSpan(span: Span, other: Span): void {
  span.first = Math.min(span.first, other.first);
  span.last = Math.max(span.last, other.last);
  span.future += other.future;
  span.withOffset += other.withOffset;
  span.times += other.times;
}
