import { describe, expect, it } from 'vitest';
import { path, problemAfter, rejection, valid, validated } from './fixture.ts';

describe('the rules for metrics', () => {
  it('refuse a metric that there is not, and suggest the one that was meant', () => {
    expect(problemAfter('[mae, rmse]', '[mae, rsme]')).toBe(
      `${path}:17:22: models.bike-demand.evaluate.metrics[1] "rsme" is not a metric; did you mean rmse? Metrics for regression: mae, rmse, pinball@q, coverage.`,
    );
  });

  it('refuse a metric of another task', () => {
    expect(problemAfter('[mae, rmse]', '[mae, accuracy]')).toBe(
      `${path}:17:22: models.bike-demand.evaluate.metrics[1] "accuracy" is a metric for binary and multiclass, but the task of this model is regression. Metrics for regression: mae, rmse, pinball@q, coverage.`,
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

  it('refuse a number that a metric does not take, and miss one that it does', () => {
    expect(problemAfter('[mae, rmse]', '[mae, rmse@2]')).toBe(
      `${path}:17:22: models.bike-demand.evaluate.metrics[1] "rmse@2" takes no number: write rmse.`,
    );
    expect(problemAfter('[mae, rmse]', '[mae, pinball]')).toBe(
      `${path}:17:22: models.bike-demand.evaluate.metrics[1] "pinball" must have a number from 0.01 to 0.99 behind an @, the quantile, such as pinball@0.9.`,
    );
  });

  it('take a bound on a metric with a number for that of the list with the same number', () => {
    const gated = valid
      .replace('[mae, rmse]', '[pinball@0.9]')
      .replace('        mae:', '        pinball@0.9:')
      .replace('y_hat }', 'y_hat, quantiles: { .9: q } }');
    expect(validated(gated).models['bike-demand']?.gate?.metrics).toHaveProperty(['pinball@0.9']);
    expect(
      rejection(gated.replace('        pinball@0.9:', '        pinball@0.5:')).message,
    ).toContain('models.bike-demand.gate.metrics["pinball@0.5"]');
  });
});

/** A model of a task with one metric, and more columns of its predictions. */
function columns(task: string, metric: string, more: string): string {
  return `version: 1
models:
  spam:
    task: ${task}
    train: { run: x, inputs: [x], outputs: [model/] }
    evaluate:
      predictions: { path: p.csv, label: y, prediction: y_hat${more} }
      metrics: [${metric}]
`;
}

describe('the rules for what metrics need of the predictions', () => {
  const key = 'models.spam.evaluate.predictions';

  it.each([
    [
      'binary',
      'log_loss',
      `the probability of the positive class: name its column in ${key}.score.`,
    ],
    [
      'multiclass',
      'log_loss',
      `the probability of each class: name their columns in ${key}.scores.`,
    ],
    [
      'regression',
      'coverage',
      `predicted intervals: name the columns of their ends in ${key}.lower and ${key}.upper.`,
    ],
    [
      'regression',
      'pinball@0.9',
      `the predicted 0.9 quantile: name its column under 0.9 in ${key}.quantiles.`,
    ],
  ])('refuse, for %s, %s without its columns', (task, metric, what) => {
    expect(rejection(columns(task, metric, '')).message).toBe(
      `${path}:8:17: models.spam.evaluate.metrics[0] "${metric}" is computed from ${what}`,
    );
  });

  it.each([
    ['binary', 'log_loss', ', score: p'],
    ['multiclass', 'log_loss', ', scores: { a: p_a, b: p_b }'],
    ['regression', 'coverage', ', lower: l, upper: u'],
    ['regression', 'pinball@0.9', ', quantiles: { .9: q }'],
    ['regression', 'pinball@0.9', ', quantiles: { 0.90: q }'],
  ])('take, for %s, %s with%s', (task, metric, more) => {
    expect(validated(columns(task, metric, more)).models['spam']?.evaluate.metrics).toEqual([
      metric,
    ]);
  });

  it.each([
    ['coverage', ', lower: l'],
    ['coverage', ', upper: u'],
    ['pinball@0.9', ', quantiles: { 0.5: q }'],
  ])('refuse %s with%s only', (metric, more) => {
    expect(rejection(columns('regression', metric, more)).message).toContain('is computed from');
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
      `${path}:22:29: models.bike-demand.gate.checks.provenance can't be warn: a failure of this check always blocks. Checks that can be warn or off: metric-gate.`,
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

  it.each(['outs.0.md5', 'deps.0.repo.rev_lock'])(
    'refuse to have a retraining write %s into a pointer file of DVC',
    (key) => {
      const target = `data/train.csv.dvc:${key}`;
      expect(problemAfter('params.yaml:data.until', target)).toContain(
        'which DVC computes: set the revision of an import, as in data/train.csv.dvc:deps.0.repo.rev',
      );
    },
  );

  it('refuse a key path of an environment with an empty part', () => {
    expect(problemAfter('spec.model.uri', 'spec..uri')).toContain(
      ':27:11: models.bike-demand.environments.production.set["spec..uri"] must be a path of keys',
    );
  });

  it('refuse an unknown placeholder, and suggest the one that was meant', () => {
    expect(problemAfter('{{version.uri}}', 's3/{{ version.url }}')).toBe(
      `${path}:27:27: models.bike-demand.environments.production.set["spec.model.uri"] uses {{version.url}}, which is not known; did you mean version.uri? Known: version.uri, version.image, version.tag, version.version, version.digest, model.`,
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

describe('the rules for outputs', () => {
  it.each(['.', './', '**', '**/*'])('refuse %s as an output: it is the whole folder', (output) => {
    expect(problemAfter('[model/]', `['${output}']`)).toContain('is the whole folder of the model');
  });
});
