import { expect, it } from 'vitest';
import { figureMetric } from '../../../core/documents/figure-metric.ts';

it.each([
  ['mae', 'mae'],
  ['Mean Absolute Error', 'mae'],
  ['r_squared', 'r2'],
  ['ROC-AUC', 'roc_auc'],
  ['ndcg_at_10', 'ndcg@10'],
  ['precision_at_threshold', 'precision_at_threshold'],
  ['bleu', 'bleu'],
  ['constructor', 'constructor'],
])('the metric %s of a card is %s', (name, id) => {
  expect(figureMetric(name)).toBe(id);
});
