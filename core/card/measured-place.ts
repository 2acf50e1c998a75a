import { markdownLines } from '../documents/markdown.ts';
import { endedBy, type Line } from './lines.ts';

/** The lines between which everything is Assay's. */
export const markers = { open: '<!-- assay:measured -->', close: '<!-- /assay:measured -->' };

/**
 * Puts what was measured into the body of a card: in the place of what an earlier version had there, else at the end.
 * Every other byte stays. Of several places the first is filled and the others are emptied, so that no old figure stays.
 */
export function placeMeasured(
  body: readonly Line[],
  measured: readonly string[],
  usualEnd: string,
): readonly Line[] {
  const texts = body.map(({ text }) => text);
  const [first, ...others] = placesIn(texts);
  if (first === undefined) return added(body, measured, usualEnd);
  // As the line before: the end \n behind a lone \r would be one end with it.
  const end = body[first.open]?.end ?? usualEnd;
  const emptied = new Set(others.flatMap(({ open, close }) => between(open, close)));
  return [
    ...body.slice(0, first.open + 1),
    ...endedBy(end, measured),
    ...body.slice(first.close).filter((_, index) => !emptied.has(first.close + index)),
  ];
}

/** The lines of a body without what was measured. */
export function withoutMeasured(texts: readonly string[]): readonly string[] {
  const own = new Set(
    placesIn(texts).flatMap(({ open, close }) => [open, ...between(open, close), close]),
  );
  return texts.filter((_, index) => !own.has(index));
}

interface Place {
  readonly open: number;
  readonly close: number;
}

/** From an opening marker to the next closing one; one that is not closed begins nothing, nor does one in code. */
function placesIn(texts: readonly string[]): readonly Place[] {
  const places: Place[] = [];
  let open: number | null = null;
  for (const { number, isCode } of markdownLines(texts, 0)) {
    const text = isCode ? '' : (texts[number] ?? '').trim();
    if (text === markers.open) open = number;
    if (text !== markers.close || open === null) continue;
    places.push({ open, close: number });
    open = null;
  }
  return places;
}

function between(open: number, close: number): readonly number[] {
  return Array.from({ length: close - open - 1 }, (_, index) => open + 1 + index);
}

/** At the end; before everything where the text ends in a block of code that nobody closed, which would swallow it. */
function added(
  body: readonly Line[],
  measured: readonly string[],
  usualEnd: string,
): readonly Line[] {
  const texts = [markers.open, ...measured, markers.close];
  if (endsInCode(body)) return [...endedBy(usualEnd, [...texts, '']), ...body];
  const last = body.findLast((line) => line.end !== '');
  const end = last?.end ?? usualEnd;
  const whole = body.map((line) => (line.end === '' ? { text: line.text, end } : line));
  const gap = (whole.at(-1)?.text.trim() ?? '') === '' ? [] : [''];
  return [...whole, ...endedBy(end, [...gap, ...texts])];
}

/** Whether a line that is added at the end would be code. */
function endsInCode(body: readonly Line[]): boolean {
  const probe = 'a line';
  return [...markdownLines([...body.map(({ text }) => text), probe], 0)].at(-1)?.isCode ?? false;
}
