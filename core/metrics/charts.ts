import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Predictions } from '../predictions/predictions.ts';
import { calibrationChart } from './charts/calibration.ts';
import { binaryConfusionChart, multiclassConfusionChart } from './charts/confusion.ts';
import { curves } from './charts/curves.ts';
import { residualChart } from './charts/residuals.ts';
import { weightsOf } from './weights.ts';

/** A curve or a table for a picture, as evaluation records hold it. */
export type Chart = NonNullable<EvaluationRecord['charts']>[number];

/**
 * The charts of these predictions that are defined. `weights` has one number a row, 0 for a row that is left out;
 * without it the rows' own weights.
 */
export function charts(
  predictions: Predictions,
  weights: Float64Array = weightsOf(predictions),
): Chart[] {
  return chartsOf(predictions, weights)
    .filter((chart) => chart !== null)
    .filter(isFinite);
}

/** Weights may be too large for their sums to be numbers. */
function isFinite(chart: Chart): boolean {
  return Object.values(chart)
    .flat(2)
    .every((value) => typeof value !== 'number' || Number.isFinite(value));
}

function chartsOf(predictions: Predictions, weights: Float64Array): readonly (Chart | null)[] {
  if (predictions.kind === 'numeric') return [residualChart(predictions, weights)];
  if (predictions.kind === 'multiclass') return [multiclassConfusionChart(predictions, weights)];
  if (predictions.kind === 'ranking') return [];
  return [
    ...curves(predictions, weights),
    calibrationChart(predictions, weights),
    binaryConfusionChart(predictions, weights),
  ];
}
