import { type Axis, scaled } from './scale.ts';

/**
 * Legible on GitHub's white and on its dark page (contrast above 3.5 on both), and apart for colour-blind people too.
 * A chart has no legend: the text beside it says which colour is what.
 */
const colours = { blue: '#1f77e0', orange: '#d9580b', grey: '#808a94' } as const;

/** Values evenly spread over the x axis, from its one end to the other. */
export interface Line {
  readonly colour: keyof typeof colours;
  readonly values: readonly number[];
}

/** The x axis with a name for each value in place of numbers: letters and digits of our own, no name twice. */
export interface Names {
  readonly title: string;
  readonly names: readonly string[];
}

/** As large as the labels of both axes need to stand apart. */
const size = {
  width: 640,
  height: 360,
  xAxis: { labelFontSize: 12 },
  yAxis: { labelFontSize: 12 },
};

/**
 * Lines as a Mermaid chart in a fenced block, which GitHub draws by itself. Only numbers and words of ours go into it,
 * so nothing in it can end the block or be read as a directive. Empty where there is nothing that could be drawn.
 */
export function xychart(
  x: Axis | Names,
  y: Axis,
  lines: readonly Line[],
  height = size.height,
): readonly string[] {
  const drawn = lines.filter(({ values }) => values.length >= 2 && values.every(isOn(y)));
  const horizontal = 'names' in x ? names(x) : range(x);
  const vertical = scaled(y);
  if (drawn.length === 0 || horizontal === null || vertical === null) return [];
  const palette = drawn.map(({ colour }) => colours[colour]).join(', ');
  const theme = { backgroundColor: 'transparent', plotColorPalette: palette };
  const settings = { themeVariables: { xyChart: theme }, xyChart: { ...size, height } };
  const decimals = decimalsFor(vertical.axis);
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(settings)}}%%`,
    'xychart-beta',
    `x-axis ${horizontal}`,
    `y-axis ${range(y) ?? ''}`,
    ...drawn.map(({ values }) => {
      return `line [${values.map((value) => decimal(value / vertical.unit, decimals)).join(', ')}]`;
    }),
    '```',
  ];
}

/** Whether a value lies on the axis; a line that leaves it would be drawn across the rest of the page. */
function isOn({ low, high }: Axis): (value: number) => boolean {
  const slack = (high - low) * 1e-6;
  return (value) => value >= low - slack && value <= high + slack;
}

function names({ title, names: all }: Names): string {
  return `"${title}" [${all.map((name) => `"${name}"`).join(', ')}]`;
}

/** The title and the ends of an axis; null for one that can't be drawn. */
function range(of: Axis): string | null {
  const axis = scaled(of)?.axis;
  if (axis === undefined) return null;
  const decimals = decimalsFor(axis);
  return `"${axis.title}" ${decimal(axis.low, decimals)} --> ${decimal(axis.high, decimals)}`;
}

/** A thousandth of the axis is finer than a pixel. */
function decimalsFor({ low, high }: Axis): number {
  return Math.max(0, 3 - Math.floor(Math.log10(high - low)));
}

function decimal(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
