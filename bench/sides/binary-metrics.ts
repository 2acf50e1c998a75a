/** All binary metrics of a Parquet file: `binary-metrics.ts <path>`. */
import { readPredictions } from '../../adapters/tabular/predictions.ts';
import { charts } from '../../core/metrics/charts.ts';
import { computeMetrics } from '../../core/metrics/compute.ts';

const [path = ''] = process.argv.slice(2);
const config = { path, label: 'y', prediction: 'y_hat', score: 'score' };
const ids = [
  'accuracy',
  'balanced_accuracy',
  'precision',
  'recall',
  'specificity',
  'f1',
  'mcc',
  'roc_auc',
  'average_precision',
  'log_loss',
  'brier',
  'ece',
  'ks',
];
const predictions = await readPredictions(path, path, config, 'binary', { slices: [] });
const metrics = computeMetrics(ids, predictions);
charts(predictions);
const values = Object.fromEntries(Object.entries(metrics).map(([id, { value }]) => [id, value]));
console.log(JSON.stringify({ values, peakBytes: process.resourceUsage().maxRSS * 1024 }));
