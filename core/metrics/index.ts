import { calibration } from './binary/calibration.ts';
import { binaryConfusion } from './binary/confusion.ts';
import { precisionAt } from './binary/precision-at.ts';
import { probabilityLoss } from './binary/probability-loss.ts';
import { scoreDistance } from './binary/score-distance.ts';
import { scoreOrder } from './binary/score-order.ts';
import { atThreshold } from './binary/threshold.ts';
import type { Metric, Task } from './metric.ts';
import { multiclassConfusion } from './multiclass/confusion.ts';
import { multiclassProbability } from './multiclass/probability.ts';
import { parseMetricId } from './parse-id.ts';
import { rankingGain } from './ranking/gain.ts';
import { rankingHits } from './ranking/hits.ts';
import { regressionError } from './regression/error.ts';
import { intervalCoverage } from './regression/interval-coverage.ts';
import { regressionMedian } from './regression/median.ts';
import { pinball } from './regression/pinball.ts';
import { relativeError } from './regression/relative-error.ts';
import { variance } from './regression/variance.ts';

/** Every metric that Assay computes, task by task. To add a family: its file, and its line here. */
export const metrics: readonly Metric[] = [
  ...regressionError,
  ...relativeError,
  ...regressionMedian,
  ...variance,
  ...pinball,
  ...intervalCoverage,
  ...binaryConfusion,
  ...scoreOrder,
  ...scoreDistance,
  ...probabilityLoss,
  ...calibration,
  ...precisionAt,
  ...atThreshold,
  ...multiclassConfusion,
  ...multiclassProbability,
  ...rankingGain,
  ...rankingHits,
];

/**
 * The metric of an id as it is written, with its parameter where it takes one, or null when there is none. Without a
 * task the first one of that id: what a person sees of it, and its direction, are the same for all tasks.
 */
export function findMetric(id: string, task: Task | null = null): Metric | null {
  const parsed = parseMetricId(id, task, metrics);
  return parsed.ok ? parsed.value.metric : null;
}
