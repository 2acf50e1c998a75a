import type { EvaluationRecord, ResidualChart } from '../../../schemas/types.ts';
import { chartOf, legend, type Picture } from './picture.ts';
import { drawnRange, padded, spread } from './spread.ts';
import { type Line, xychart } from './xychart.ts';

/** By how much labels lie above the predictions: of four fifths of the rows, and in the middle. */
export function residuals(
  candidate: EvaluationRecord,
  baseline: EvaluationRecord | null,
): readonly Picture[] {
  const now = chartOf(candidate, 'residuals');
  const before = chartOf(baseline, 'residuals');
  const range = now === null ? null : drawnRange(middle(now), before && middle(before));
  if (now === null || range === null) return [];
  const { low, high, compared } = range;
  const lines: readonly Line[] = [
    { colour: 'grey', values: [0, 0] },
    ...(compared && before !== null ? band(before, 'orange', low, high) : []),
    ...band(now, 'blue', low, high),
  ];
  const chart = xychart(
    { title: 'Predicted value', low, high },
    { title: 'Label minus prediction', ...padded(lines.flatMap(({ values }) => values)) },
    lines,
  );
  if (chart.length === 0) return [];
  const text = `${legend(compared, 'no error')} The middle line is the median; between the outer ones lie 80% of the rows.`;
  return [{ summary: 'Residuals', lines: [text, '', ...chart] }];
}

function middle({ predicted, middle: y }: ResidualChart): { x: number[]; y: number[] } {
  return { x: predicted, y };
}

function band(
  { predicted: x, low, middle: median, high }: ResidualChart,
  colour: Line['colour'],
  from: number,
  to: number,
): readonly Line[] {
  return [low, median, high].map((y) => ({ colour, values: spread({ x, y }, from, to) }));
}
