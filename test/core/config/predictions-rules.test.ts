import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../core/config/read.ts';

/** The complaint about a model of this task whose predictions have these columns beside label and prediction. */
function complaint(task: string, metric: string, columns: string): string {
  const text = `version: 1
models:
  spam:
    task: ${task}
    train: { run: x, inputs: [x], outputs: [model/] }
    evaluate:
      predictions: { path: p.csv, label: y, prediction: y_hat${columns} }
      metrics: [${metric}]
`;
  try {
    readConfig(text, 'assay.yml');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the columns of the predictions', () => {
  it.each([
    ['binary', 'roc_auc', ', score: p, positive: spam'],
    ['multiclass', 'accuracy', ', scores: { a: pa, b: pb }'],
    ['regression', 'coverage', ', lower: lo, upper: hi'],
    ['ranking', 'ndcg@10', ', query: q'],
    ['regression', 'mae', ', weight: w, group: g, id: i, keep: false'],
  ])('fit a model of the task %s', (task, metric, columns) => {
    expect(complaint(task, metric, columns)).toBe('');
  });

  it.each([
    [
      'regression',
      'mae',
      ', score: p',
      'predictions.score is for the task binary, but the task of this model is regression: take it out.',
    ],
    ['binary', 'accuracy', ', query: q', 'predictions.query is for the task ranking'],
    ['regression', 'mae', ', lower: lo', 'predictions.lower needs upper beside it'],
    ['ranking', 'ndcg@10', '', 'predictions must have query'],
  ])(
    'of a model of the task %s are refused where they are none of its own: %s%s',
    (task, metric, columns, message) => {
      expect(complaint(task, metric, columns)).toContain(message);
    },
  );
});
