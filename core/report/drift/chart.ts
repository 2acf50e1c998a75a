import { html, type Html } from '../../evidence/html.ts';
import { tickText, ticks } from './scale.ts';

/** As wide as a telephone, so that its words are legible there; wider screens put several beside each other. */
const size = { width: 360, height: 196, top: 24, right: 12, bottom: 38 };
const characterWidth = 6.3;

/** The horizontal axis: numbers, or a place for each of some names. */
export type Horizontal =
  | { readonly kind: 'numbers'; readonly low: number; readonly high: number }
  | { readonly kind: 'names'; readonly names: readonly string[] };

/** A level of the vertical axis with its name, which stands right of its line. */
export interface Level {
  readonly name: string;
  readonly value: number | null;
  /** The class of the line. */
  readonly line: 'reference-line' | 'limit-line';
}

/** A chart: what it is called, what it says in words, and its axes. */
export interface Chart {
  readonly title: string;
  readonly description: string;
  /** What the marks say, in a few words above them. */
  readonly heading: string;
  readonly xTitle: string;
  readonly levels?: readonly Level[];
  readonly x: Horizontal;
  readonly y: { readonly low: number; readonly high: number };
  readonly yText?: (value: number) => string;
}

/** Where things are within a chart, in its own units. */
export interface Place {
  /** Of a number; of the middle of the place with this index where the axis has names. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A chart with its axes, grid and labels; `draw` adds what is between them. */
export function chart(spec: Chart, draw: (place: Place) => readonly Html[]): Html {
  const marks = ticks(spec.y.low, spec.y.high, 4);
  const text = spec.yText ?? tickText(marks);
  const labels = marks.map(text);
  const place = placeOf(spec, labels);
  return html`<svg viewBox="0 0 ${size.width} ${size.height}" role="img" class="chart">
    <title>${spec.title}</title>
    <desc>${spec.description}</desc>
    <text x="0" y="10">${spec.heading}</text>
    ${marks.map((mark, index) => gridLine(place, place.y(mark), labels[index] ?? ''))}
    ${levelLines(spec, place)}${draw(place)}
    <path class="axis" d="M${round(place.left)} ${place.bottom}H${round(place.right)}" />
    ${horizontal(spec.x, place)}
    <text x="${round(place.right)}" y="${size.height - 3}" text-anchor="end">${spec.xTitle}</text>
  </svg>`;
}

function placeOf({ x, y, levels = [] }: Chart, labels: readonly string[]): Place {
  const longest = (texts: readonly string[]): number =>
    characterWidth * Math.max(0, ...texts.map(({ length }) => length));
  const left = 12 + Math.max(2 * characterWidth, longest(labels));
  const right = size.width - size.right - longest(shownLevels(levels).map(({ name }) => name));
  const bottom = size.height - size.bottom;
  const along = (share: number): number => left + share * (right - left);
  return {
    x:
      x.kind === 'names'
        ? (index) => along((index + 0.5) / Math.max(1, x.names.length))
        : (value) => along((value - x.low) / (x.high - x.low)),
    y: (value) => bottom - ((value - y.low) / (y.high - y.low)) * (bottom - size.top),
    left,
    right,
    top: size.top,
    bottom,
  };
}

function shownLevels(levels: readonly Level[]): readonly (Level & { readonly value: number })[] {
  return levels
    .flatMap(({ value, ...rest }) => (value === null ? [] : [{ ...rest, value }]))
    .sort((a, b) => b.value - a.value);
}

/** Lines with their names beside them, the highest first; names that would run into each other make room. */
function levelLines({ levels = [] }: Chart, { left, right, y }: Place): readonly Html[] {
  let above = -Infinity;
  return shownLevels(levels).map(({ name, value, line }) => {
    const at = round(y(value));
    above = Math.max(at + 4, above + 12);
    return html`<path class="${line}" d="M${round(left)} ${at}H${round(right)}" /><text
        x="${round(right + 5)}"
        y="${round(above)}"
        >${name}</text
      >`;
  });
}

function gridLine({ left, right }: Place, y: number, label: string): Html {
  return html`<path class="grid" d="M${round(left)} ${round(y)}H${round(right)}" /><text
      x="${round(left - 6)}"
      y="${round(y + 4)}"
      text-anchor="end"
      >${label}</text
    >`;
}

function horizontal(x: Horizontal, place: Place): readonly Html[] {
  const labelled = x.kind === 'names' ? namedPlaces(x.names, place) : numbers(x, place);
  return labelled.map(
    ({ at, label }) =>
      html`<path class="axis" d="M${round(at)} ${place.bottom}v4" /><text
          x="${round(at)}"
          y="${place.bottom + 16}"
          text-anchor="middle"
          >${label}</text
        >`,
  );
}

interface Label {
  readonly at: number;
  readonly label: string;
}

function numbers(
  { low, high }: { readonly low: number; readonly high: number },
  place: Place,
): readonly Label[] {
  const marks = ticks(low, high, 5);
  const text = tickText(marks);
  return apart(
    marks.map((mark) => ({ at: place.x(mark), label: text(mark) })),
    place,
  );
}

function namedPlaces(names: readonly string[], place: Place): readonly Label[] {
  return apart(
    names.map((label, index) => ({ at: place.x(index), label })),
    place,
  );
}

/** Every second, third, … label, so that none runs into the next. */
function apart(labels: readonly Label[], { left, right }: Place): readonly Label[] {
  const longest = Math.max(1, ...labels.map(({ label }) => label.length)) * characterWidth + 12;
  const most = Math.max(1, Math.floor((right - left) / longest));
  const each = Math.ceil(labels.length / most);
  return labels.filter((_, index) => index % each === 0);
}

/** A tenth of a unit is finer than a pixel. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A line through points; a null breaks it. Only numbers, so it is markup as it is, however long. */
export function linePath(points: readonly (readonly [number, number] | null)[]): Html {
  let begins = true;
  const pieces: string[] = [];
  for (const point of points) {
    if (point !== null) pieces.push(`${begins ? 'M' : 'L'}${round(point[0])} ${round(point[1])}`);
    begins = point === null;
  }
  return { markup: pieces.join('') };
}
