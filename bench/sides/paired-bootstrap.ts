/** The paired bootstrap of six metrics of two models in one Parquet file: `paired-bootstrap.ts <path> <resamples>`. */
import { readPredictions } from '../../adapters/tabular/predictions.ts';
import { prepareMetrics } from '../../core/metrics/prepare.ts';
import { bootstrap } from '../../core/statistics/bootstrap.ts';
import { estimator } from '../../core/statistics/estimate.ts';

const [path = '', resamples = ''] = process.argv.slice(2);
const ids = ['accuracy', 'f1', 'roc_auc', 'average_precision', 'log_loss', 'brier'];
const read = (prediction: string, score: string) =>
  readPredictions(path, path, { path, label: 'y', prediction, score }, 'binary', { slices: [] });
const candidate = await read('y_hat', 'score');
const baseline = await read('baseline', 'baseline_score');
const began = performance.now();
const { units, paired } = bootstrap(
  { rows: candidate.rows, resamples: Number(resamples), seed: 7, weights: null, clusters: null },
  prepareMetrics(ids, candidate),
  prepareMetrics(ids, baseline),
);
const loopSeconds = (performance.now() - began) / 1000;
const estimates = paired?.difference.map(estimator(units)) ?? [];
const ends = (end: 'low' | 'high'): readonly (number | null)[] =>
  estimates.map((estimate) => (estimate.kind === 'interval' ? estimate.interval[end] : null));
console.log(
  JSON.stringify({
    loopSeconds,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    low: ends('low'),
    high: ends('high'),
  }),
);
