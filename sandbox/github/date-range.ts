import { invalid } from './route.ts';

/**
 * Reads a range of dates as GitHub's search writes it: `>=2026-03-01`, `<2026-03-01T12:00:00Z`, `2026-03-01..*`, or
 * one day. Throws a 422 for anything else.
 * https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax#query-for-dates
 */
export function dateRange(query: string): (time: string) => boolean {
  const { from, before } = bounds(query);
  return (time) => Date.parse(time) >= from && Date.parse(time) < before;
}

/** In milliseconds; the first is within. */
interface Bounds {
  readonly from: number;
  readonly before: number;
}

const always: Bounds = { from: Number.NEGATIVE_INFINITY, before: Number.POSITIVE_INFINITY };

function bounds(query: string): Bounds {
  const [first = '', last] = query.split('..');
  if (last !== undefined) return { from: end(first).from, before: end(last).before };
  const [, sign = '', date = ''] = /^(>=|<=|>|<|)(.*)$/.exec(query) ?? [];
  const { from, before } = unit(date);
  switch (sign) {
    case '>=':
      return { ...always, from };
    case '>':
      return { ...always, from: before };
    case '<=':
      return { ...always, before };
    case '<':
      return { ...always, before: from };
    default:
      return { from, before };
  }
}

function end(text: string): Bounds {
  return text === '*' ? always : unit(text);
}

/** The day or the second that a date names. */
function unit(text: string): Bounds {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const from = Date.parse(text);
  if ((!isDay && !isTime) || Number.isNaN(from)) throw invalid(`${text} is no date.`);
  return { from, before: from + (isDay ? 24 * 3_600_000 : 1000) };
}
