/** The files of the tests' repositories: a configuration of two models, as small as one can be. */

export type Files = Readonly<Record<string, string>>;

export const configPath = '.github/assay.yml';

/** The environments of each model. */
export const environments = ['staging', 'production', 'north', 'south', 'east', 'west'] as const;

/** Where the desired state of a model in an environment lies. */
export function stateFile(name: string, environment: string): string {
  return `deploy/${environment}/${name}.yaml`;
}

function environment(name: string, one: string): string {
  return `
      ${one}:
        state: ${stateFile(name, one)}
        set: { spec.uri: '{{version.uri}}', spec.digest: '{{version.digest}}' }`;
}

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
    environments:${environments.map((one) => environment(name, one)).join('')}
    retrain:
      set: { 'params.yaml:data.until': '{{drift.window.end}}' }
      consecutive: 1
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
    ...Object.fromEntries(environments.map((one) => [stateFile(name, one), state])),
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
