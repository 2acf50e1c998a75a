import type { CalibrationChart, EvaluationRecord } from '../../../schemas/types.ts';
import { chartOf, legend, type Picture } from './picture.ts';
import { type Curve, drawnRange, spread } from './spread.ts';
import { xychart } from './xychart.ts';

/** How often what was given a probability came true; on the diagonal, as often as was said. */
export function calibration(
  candidate: EvaluationRecord,
  baseline: EvaluationRecord | null,
): readonly Picture[] {
  const now = curveOf(chartOf(candidate, 'calibration'));
  const before = curveOf(chartOf(baseline, 'calibration'));
  const range = now === null ? null : drawnRange(now, before);
  if (now === null || range === null) return [];
  const { low, high, compared } = range;
  const orange = compared && before !== null ? [spread(before, low, high)] : [];
  const chart = xychart(
    { title: 'Predicted probability', low, high },
    { title: 'Share that came true', low: 0, high: 1 },
    [
      { colour: 'grey', values: [low, high] },
      ...orange.map((values) => ({ colour: 'orange', values }) as const),
      { colour: 'blue', values: spread(now, low, high) },
    ],
  );
  if (chart.length === 0) return [];
  const text = legend(compared, 'a model whose probabilities come true as often as it says');
  return [{ summary: 'Calibration', lines: [text, '', ...chart] }];
}

/** The bins that have rows, by their mean score; null where there are not two. */
function curveOf(chart: CalibrationChart | null): Curve | null {
  const bins = chart?.predicted ?? [];
  const points = bins
    .flatMap((x, index) => {
      const y = chart?.observed[index] ?? null;
      return x === null || y === null ? [] : [{ x, y }];
    })
    .sort((a, b) => a.x - b.x);
  return points.length < 2 ? null : { x: points.map(({ x }) => x), y: points.map(({ y }) => y) };
}
