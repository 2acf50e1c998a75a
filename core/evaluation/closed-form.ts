import type { Interval, MetricDifference } from '../../schemas/types.ts';
import type { BinaryPredictions, Predictions } from '../predictions/predictions.ts';
import {
  aucDifferenceInterval,
  aucInterval,
  delong,
  delongDifference,
  placements,
} from '../statistics/delong.ts';
import { pValueOf } from '../statistics/distribution.ts';
import { fewestUnits } from '../statistics/estimate.ts';
import { accuracyDifference, pairedHits } from '../statistics/mcnemar.ts';
import { wilsonInterval } from '../statistics/wilson.ts';

/** The spread of a metric that is known without drawing rows anew; its value is computed as that of any other. */
export interface ClosedForm {
  readonly id: string;
  /** 95% of one model's value; null where these predictions have none. */
  readonly interval: (predictions: Predictions) => Interval | null;
  /** Of the difference candidate minus baseline, on the same rows in the same order; null where there is none. */
  readonly difference: (candidate: Predictions, baseline: Predictions) => Spread | null;
}

/** What a closed form says of a difference. */
export type Spread = Required<
  Pick<MetricDifference, 'method' | 'interval' | 'standardError' | 'pValue'>
>;

/** They hold for independent rows that weigh the same, and enough of them to be drawn. */
export function closedFormOf(
  id: string,
  { rows, weights, clusters }: Predictions,
): ClosedForm | null {
  if (weights !== null || clusters !== null || rows < fewestUnits) return null;
  return closedForms.find((form) => form.id === id) ?? null;
}

const accuracy: ClosedForm = {
  id: 'accuracy',
  interval(predictions) {
    if (predictions.kind !== 'binary' && predictions.kind !== 'multiclass') return null;
    const { labels, predicted, rows } = predictions;
    let hits = 0;
    for (let row = 0; row < rows; row++) if (labels[row] === predicted[row]) hits += 1;
    return wilsonInterval(hits, rows);
  },
  difference(candidate, baseline) {
    if (candidate.kind !== 'binary' && candidate.kind !== 'multiclass') return null;
    if (baseline.kind !== candidate.kind) return null;
    const hits = pairedHits(candidate.labels, candidate.predicted, baseline.predicted);
    const { interval, standardError, pValue } = accuracyDifference(hits);
    return { method: 'mcnemar', interval, standardError, pValue };
  },
};

const rocAuc: ClosedForm = {
  id: 'roc_auc',
  interval(predictions) {
    const found = placementsOf(predictions);
    return found === null ? null : aucInterval(delong(found.labels, found.placements));
  },
  difference(candidate, baseline) {
    const [ours, theirs] = [placementsOf(candidate), placementsOf(baseline)];
    if (ours === null || theirs === null) return null;
    const estimate = delongDifference(ours.labels, ours.placements, theirs.placements);
    const { value: centre, standardError } = estimate;
    const pValue = pValueOf({ kind: 'symmetric', centre, standardError, freedom: null });
    return { method: 'delong', interval: aucDifferenceInterval(estimate), standardError, pValue };
  },
};

const closedForms: readonly ClosedForm[] = [accuracy, rocAuc];

function placementsOf(predictions: Predictions) {
  if (predictions.kind !== 'binary' || predictions.scores === null) return null;
  const { labels, scores }: Pick<BinaryPredictions, 'labels' | 'scores'> = predictions;
  const found = scores === null ? null : placements(labels, scores);
  return found === null ? null : { labels, placements: found };
}
