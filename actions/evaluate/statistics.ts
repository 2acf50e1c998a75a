import * as core from '@actions/core';
import { historyBefore } from '../../core/baseline/history.ts';
import { compareRows, type RowsCompared } from '../../core/evaluation/compare-rows.ts';
import { estimateMetrics, type Intervals } from '../../core/evaluation/estimate-metrics.ts';
import { groupCounts } from '../../core/evaluation/groups.ts';
import { measureSlices } from '../../core/evaluation/slices.ts';
import { charts } from '../../core/metrics/charts.ts';
import type { Baseline } from '../../core/judge/facts.ts';
import type { Predictions } from '../../core/predictions/predictions.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Comparison, EvaluationRecord, MetricValue } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { baselinePredictions, type Found } from './baselines.ts';
import type { ChampionEvaluation } from './champion.ts';
import type { MeasuredRows } from './evaluation.ts';
import { samplingOf } from './sampling.ts';

/** What the rows say beyond the metrics' values: how sure they are, and against what was there before. */
export type Statistics = Pick<
  EvaluationRecord,
  'metrics' | 'slices' | 'groups' | 'charts' | 'comparisons' | 'history'
>;

/** The statistics for the record, and the evaluation that they compare with, for a person; null where there is none. */
export interface WorkedOut {
  readonly statistics: Statistics;
  readonly baseline: Readonly<EvaluationRecord> | null;
}

/** Works out intervals, slices and pictures, and compares with the first baseline whose rows are to be had. */
export async function statisticsOf(
  step: Step<'token'>,
  model: Model,
  { measured, predictions }: MeasuredRows,
  champion: ChampionEvaluation | null,
  found: Found,
): Promise<WorkedOut> {
  const ids = model.config.evaluate.metrics;
  const { evaluationSet, metrics } = measured;
  const sampling = samplingOf(model, predictions, evaluationSet.digest);
  const { baselines, versionOf } = found;
  const compare = (other: Predictions): RowsCompared =>
    compareRows(ids, predictions, other, sampling);
  const comparisons: Comparison[] = [];
  let intervals: Intervals | null = null;
  let baseline = baselines[0]?.evaluation ?? null;
  for (const candidate of [...baselines, champion].filter((one) => one !== null)) {
    const rows =
      'record' in candidate
        ? ok(candidate.predictions)
        : await baselinePredictions(step, model, candidate, versionOf);
    const compared = comparisonWith(candidate, rows, compare);
    comparisons.push(compared.comparison);
    if (compared.comparison.refused !== undefined) continue;
    intervals = compared.intervals;
    baseline = recordOf(candidate);
    break;
  }
  intervals ??= estimateMetrics(ids, predictions, sampling);
  const isCompared = comparisons.some(({ refused }) => refused === undefined);
  const sliced = !isCompared && predictions.slices.length > 0;
  const statistics = {
    metrics: withIntervals(metrics, intervals),
    ...(sliced ? { slices: measureSlices(ids, predictions, sampling) } : {}),
    ...groupCounts(predictions),
    charts: charts(predictions),
    comparisons,
    history: historyBefore(measured, baselines[0]?.evaluation ?? null),
  };
  return { statistics, baseline };
}

function recordOf(other: Baseline | ChampionEvaluation): Readonly<EvaluationRecord> {
  return 'record' in other ? other.record : other.evaluation;
}

/** The comparison with one baseline, or why there is none; its predictions are held only for as long. */
function comparisonWith(
  other: Baseline | ChampionEvaluation,
  found: Result<Predictions>,
  compare: (predictions: Predictions) => RowsCompared,
): { readonly comparison: Comparison; readonly intervals: Intervals | null } {
  const record = recordOf(other);
  const baseline = { evaluation: record.id, predictions: record.predictions?.digest ?? record.id };
  if (!found.ok) {
    core.notice(`There will be no interval of the difference: ${found.reason}`, {
      title: 'Assay evaluate',
    });
    return { comparison: { baseline, ...notCompared(found.reason) }, intervals: null };
  }
  const { fields, intervals } = compare(found.value);
  if (fields.refused !== undefined) core.info(`Not compared: ${fields.refused}`);
  return { comparison: { baseline, ...fields }, intervals };
}

function notCompared(reason: string): Omit<Comparison, 'baseline'> {
  return {
    refused: reason.slice(0, 4_096),
    rows: { candidate: 0, baseline: 0, compared: 0 },
    resamples: 0,
    clusters: null,
    metrics: {},
    slices: [],
  };
}

function withIntervals(
  metrics: Readonly<Record<string, MetricValue>>,
  intervals: Intervals,
): Record<string, MetricValue> {
  const entries = Object.entries(metrics).map(([id, metric]): [string, MetricValue] => {
    const interval = intervals.get(id);
    return [id, interval === undefined || metric.value === null ? metric : { ...metric, interval }];
  });
  return Object.fromEntries(entries);
}
