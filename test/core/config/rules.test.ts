import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../core/config/read.ts';
import { path, problemAfter, rejection, valid } from './fixture.ts';

describe('the rules for metrics', () => {
  it('refuse a metric that there is not, and suggest the one that was meant', () => {
    expect(problemAfter('[mae, rmse]', '[mae, rsme]')).toBe(
      `${path}:17:22: models.bike-demand.evaluate.metrics[1] "rsme" is not a metric; did you mean rmse? Metrics for regression: mae, rmse.`,
    );
  });

  it('refuse a metric of another task', () => {
    expect(problemAfter('[mae, rmse]', '[mae, accuracy]')).toBe(
      `${path}:17:22: models.bike-demand.evaluate.metrics[1] "accuracy" is a metric for binary and multiclass, but the task of this model is regression. Metrics for regression: mae, rmse.`,
    );
  });

  it('refuse a bound on a metric that is not evaluated', () => {
    expect(problemAfter('[mae, rmse]', '[rmse]')).toBe(
      `${path}:21:9: models.bike-demand.gate.metrics.mae bounds a metric that is not evaluated: add mae to models.bike-demand.evaluate.metrics, or take the bound out.`,
    );
  });

  it('refuse a bound on a metric that there is not', () => {
    expect(problemAfter('        mae:', '        mea:')).toContain(
      ':21:9: models.bike-demand.gate.metrics.mea is not a metric; did you mean mae?',
    );
  });
});

describe('the rules for checks', () => {
  it('refuse a check that there is not', () => {
    expect(problemAfter('metric-gate: warn', 'metrics-gate: warn')).toBe(
      `${path}:22:17: models.bike-demand.gate.checks.metrics-gate is not a check; did you mean metric-gate? Checks: provenance, metric-gate.`,
    );
  });

  it('refuse to soften a check whose failure must block', () => {
    expect(problemAfter('metric-gate: warn', 'provenance: warn')).toBe(
      `${path}:22:29: models.bike-demand.gate.checks.provenance can't be warn: a failure of this check always blocks. Checks that can be warn: metric-gate.`,
    );
  });
});

describe('the rules for paths', () => {
  it.each([
    ['path: models/bike', 'path: ../bike', 'path'],
    ['data/hourly/*.csv', '/data/*.csv', 'data.hourly.path'],
    ['[train.py, features/]', '[train.py, a/../../b]', 'train.inputs[1]'],
    ['[params.yaml]', "['C:/params.yaml']", 'train.params[0]'],
    ['[requirements.txt]', "['a\\b.txt']", 'train.lock[0]'],
    ['[model/]', '["model\\0"]', 'train.outputs[0]'],
    ['path: predictions.csv', 'path: ..', 'evaluate.predictions.path'],
    ['[metrics.json]', '[/etc/passwd]', 'evaluate.report[0]'],
    ['deploy/production.yaml', '../production.yaml', 'environments.production.state'],
    ['monitor/reference.csv', '/reference.csv', 'monitor.reference.path'],
    ['monitor/current.csv', 'x/../../current.csv', 'monitor.current.path'],
  ])('refuse %s written as %s', (from, to, keys) => {
    expect(problemAfter(from, to)).toContain(
      `models.bike-demand.${keys} must be a path inside the repository`,
    );
  });

  it('allow names that only begin with two dots', () => {
    const text = valid.replace('[train.py, features/]', '[..train.py, a..b]');
    expect(() => rejection(text)).toThrow('is valid');
  });
});

describe('the rules for what is written', () => {
  it.each(['params.yaml', 'params.yaml:', ':data.until', 'params.yaml:data..until'])(
    'refuse %s as a target of retraining',
    (key) => {
      expect(problemAfter('params.yaml:data.until:', `'${key}':`)).toContain(
        ':34:9: models.bike-demand.retrain.set["' +
          key +
          '"] must name a file and a key in it, as in params.yaml:data.until.',
      );
    },
  );

  it('refuse a target of retraining outside the repository', () => {
    expect(problemAfter('params.yaml:data.until', "'../params.yaml:data.until'")).toContain(
      'must name a file inside the repository; "../params.yaml" has ..',
    );
  });

  it('refuse a key path of an environment with an empty part', () => {
    expect(problemAfter('spec.model.uri', 'spec..uri')).toContain(
      ':27:11: models.bike-demand.environments.production.set["spec..uri"] must be a path of keys',
    );
  });

  it('refuse an unknown placeholder, and suggest the one that was meant', () => {
    expect(problemAfter('{{version.uri}}', 's3/{{ version.url }}')).toBe(
      `${path}:27:27: models.bike-demand.environments.production.set["spec.model.uri"] uses {{version.url}}, which is not known; did you mean version.uri? Known: version.uri, version.tag, version.version, version.digest, model.`,
    );
  });

  it('refuse a placeholder of a version in retraining', () => {
    expect(problemAfter('{{ drift.window.end }}', '{{version.uri}}')).toContain(
      'Known: drift.window.start, drift.window.end.',
    );
  });

  it('refuse a placeholder that is not closed', () => {
    expect(problemAfter('{{version.uri}}', '{{version.uri}')).toContain(
      'opens {{ and does not close it',
    );
  });
});

describe('the rules for outputs and scores', () => {
  it.each(['.', './', '**', '**/*'])('refuse %s as an output: it is the whole folder', (output) => {
    expect(problemAfter('[model/]', `['${output}']`)).toContain('is the whole folder of the model');
  });

  it('refuse a metric of probabilities without the column that holds them', () => {
    const text = `version: 1
models:
  spam:
    task: binary
    train: { run: x, inputs: [x], outputs: [model/] }
    evaluate:
      predictions: { path: p.csv, label: y, prediction: y_hat }
      metrics: [roc_auc]
`;
    expect(() => readConfig(text, 'assay.yml')).toThrow(
      /models\.spam\.evaluate\.metrics\[0\] "roc_auc" is computed from the probability .*evaluate\.predictions\.score/,
    );
    const scored = text.replace('prediction: y_hat', 'prediction: y_hat, score: p');
    expect(readConfig(scored, 'assay.yml').models['spam']?.task).toBe('binary');
  });
});
