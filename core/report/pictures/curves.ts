import type { EvaluationRecord } from '../../../schemas/types.ts';
import { chartOf, legend, type Picture } from './picture.ts';
import { spread } from './spread.ts';
import type { Axis } from './scale.ts';
import { type Line, xychart } from './xychart.ts';

const share = { low: 0, high: 1 } as const;

/** ROC and precision-recall curves of the candidate over the baseline's. */
export function curves(
  candidate: EvaluationRecord,
  baseline: EvaluationRecord | null,
): readonly Picture[] {
  return [roc(candidate, baseline), precisionRecall(candidate, baseline)].filter(
    ({ lines }) => lines.length > 0,
  );
}

function roc(candidate: EvaluationRecord, baseline: EvaluationRecord | null): Picture {
  const now = chartOf(candidate, 'roc')?.truePositiveRate ?? [];
  const before = chartOf(baseline, 'roc')?.truePositiveRate ?? [];
  const chart = xychart(
    { title: 'False positive rate', ...share },
    { title: 'True positive rate', ...share },
    [...line('grey', [0, 1]), ...line('orange', before), ...line('blue', now)],
  );
  return picture('ROC curve', now, before, 'what guessing would give', chart);
}

function precisionRecall(candidate: EvaluationRecord, baseline: EvaluationRecord | null): Picture {
  const now = chartOf(candidate, 'precision-recall')?.precision ?? [];
  const before = chartOf(baseline, 'precision-recall')?.precision ?? [];
  const y: Axis = { title: 'Precision', ...share };
  const chart = xychart({ title: 'Recall', ...share }, y, [
    ...line('orange', before),
    ...line('blue', now),
  ]);
  return picture('Precision-recall curve', now, before, null, chart);
}

/** A curve that is given at evenly spaced places from 0 to 1. */
function line(colour: Line['colour'], values: readonly number[]): readonly Line[] {
  if (values.length < 2) return [];
  const x = values.map((_, index) => index / (values.length - 1));
  return [{ colour, values: spread({ x, y: values }, 0, 1) }];
}

function picture(
  summary: string,
  now: readonly number[],
  before: readonly number[],
  grey: string | null,
  chart: readonly string[],
): Picture {
  if (now.length < 2 || chart.length === 0) return { summary, lines: [] };
  return { summary, lines: [legend(before.length >= 2, grey), '', ...chart] };
}
