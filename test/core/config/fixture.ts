import { parseConfig } from '../../../core/config/document.ts';
import type { Known } from '../../../core/config/known.ts';
import { validateConfig } from '../../../core/config/validate.ts';
import { InputError } from '../../../core/errors.ts';
import type { Config } from '../../../schemas/types.ts';

export const path = '.github/assay.yml';

const quantile = { about: 'the quantile', whole: false, least: 0.01, most: 0.99, example: 0.9 };

/** A small set of metrics and checks, so that these tests don't depend on which there are. */
export const known: Known = {
  metrics: [
    { id: 'mae', task: 'regression', needs: [], parameter: null },
    { id: 'rmse', task: 'regression', needs: [], parameter: null },
    { id: 'pinball@q', task: 'regression', needs: ['quantiles'], parameter: quantile },
    { id: 'coverage', task: 'regression', needs: ['bounds'], parameter: null },
    { id: 'accuracy', task: 'binary', needs: [], parameter: null },
    { id: 'accuracy', task: 'multiclass', needs: [], parameter: null },
    { id: 'log_loss', task: 'binary', needs: ['score'], parameter: null },
    { id: 'log_loss', task: 'multiclass', needs: ['scores'], parameter: null },
  ],
  checks: [
    { id: 'provenance', softenable: false },
    { id: 'metric-gate', softenable: true },
  ],
};

/** A valid configuration; a test changes one place of it. */
export const valid = `version: 1
models:
  bike-demand:
    task: regression
    path: models/bike
    data:
      hourly: { path: data/hourly/*.csv, role: training }
    train:
      run: python train.py
      inputs: [train.py, features/]
      params: [params.yaml]
      lock: [requirements.txt]
      outputs: [model/]
    evaluate:
      run: python ./evaluate.py --fast
      predictions: { path: predictions.csv, label: y, prediction: y_hat }
      metrics: [mae, rmse]
      report: [metrics.json]
    gate:
      metrics:
        mae: { max_regression: 5%, limit: 60 }
      checks: { metric-gate: warn }
    environments:
      production:
        state: deploy/production.yaml
        set:
          spec.model.uri: '{{version.uri}}'
    monitor:
      reference: { path: monitor/reference.csv }
      current: { path: monitor/current.csv }
      features: auto
    retrain:
      set:
        params.yaml:data.until: '{{ drift.window.end }}'
`;

/** The configuration in a text. */
export function validated(text: string): Config {
  return validateConfig(parseConfig(text, path), known);
}

/** The error that a text gives. */
export function rejection(text: string): InputError {
  try {
    validated(text);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('The configuration is valid.');
}

/** The message for the valid configuration with one place changed; the place must be there. */
export function problemAfter(from: string, to: string): string {
  if (!valid.includes(from)) throw new Error(`The valid configuration has no ${from}.`);
  return rejection(valid.replace(from, to)).message;
}
