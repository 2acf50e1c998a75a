/** The files of the tests' repositories: a configuration of two models, as small as one can be. */

export type Files = Readonly<Record<string, string>>;

export const configPath = '.github/assay.yml';

function model(name: string, limit: number): string {
  return `
  ${name}:
    task: regression
    path: ${name}
    train:
      run: python train.py
      inputs: [train.py]
      params: [params.yaml]
      outputs: [model/]
    evaluate:
      predictions: { path: predictions.csv, label: y, prediction: y_hat }
      metrics: [mae, rmse]
    gate:
      metrics:
        mae: { max_regression: 5%, limit: ${limit} }
    environments:
      staging:
        state: deploy/staging/${name}.yaml
        set: { spec.uri: '{{version.uri}}', spec.digest: '{{version.digest}}' }
      production:
        state: deploy/production/${name}.yaml
        set: { spec.uri: '{{version.uri}}', spec.digest: '{{version.digest}}' }
    retrain:
      set: { 'params.yaml:data.until': '{{drift.window.end}}' }
`;
}

/** The configuration; `limit` is the worst mean absolute error that the gate of `bikes` allows. */
export function configuration(limit = 60): string {
  return `version: 1\nmodels:${model('bikes', limit)}${model('taxis', 60)}`;
}

function filesOf(name: string): Files {
  const state = 'spec:\n  uri: none\n  digest: none\n';
  return {
    [`${name}/train.py`]: 'print("trained")\n',
    [`${name}/params.yaml`]: 'alpha: 0.1\ndata:\n  until: 2026-01-31\n',
    [`deploy/staging/${name}.yaml`]: state,
    [`deploy/production/${name}.yaml`]: state,
  };
}

/** The first commit of a repository. */
export const beginning: Files = {
  [configPath]: configuration(),
  'README.md': 'A repository of two models.\n',
  ...filesOf('bikes'),
  ...filesOf('taxis'),
};

/** A change of one parameter of a model, which makes it a candidate. */
export function parameterChange(name: string, alpha: number): Files {
  return {
    [`${name}/params.yaml`]: `alpha: ${alpha}\ndata:\n  until: 2026-01-31\n`,
  };
}
