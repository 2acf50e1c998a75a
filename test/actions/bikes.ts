/** A small repository with a model that shell scripts train and evaluate. */
export const bikes = {
  '.github/assay.yml': `version: 1
models:
  bikes:
    task: regression
    data:
      days: { path: data/days.csv, role: training, license: CC-BY-4.0 }
    train:
      run: bash train.sh
      inputs: [train.sh, data/*.csv]
      params: [params.yaml]
      lock: [requirements.txt]
      outputs: [model/]
    evaluate:
      run: bash evaluate.sh
      predictions: { path: predictions.csv, label: y, prediction: y_hat, id: id }
      metrics: [mae, rmse]
      report: [metrics.json]
    monitor:
      reference: { path: monitor/reference.csv }
      current: { path: monitor/current.csv }
`,
  'train.sh':
    'echo "learning from $(wc -l < data/days.csv) lines"\nmkdir -p model\ncp params.yaml model/weights.txt\n',
  'evaluate.sh':
    'offset=$(sed "s/offset: //" model/weights.txt)\necho "id,y,y_hat" > predictions.csv\nfor i in 1 2 3 4; do echo "$i,$((i * 10)),$((i * 10 + offset))" >> predictions.csv; done\necho "{\\"own\\": $offset, \\"nan\\": NaN}" > metrics.json\n',
  'params.yaml': 'offset: 2\n',
  'requirements.txt': 'numpy==2.3.0\n',
  'data/days.csv': 'x,y\n1,10\n2,20\n',
} as const;

/** The repository with another text in place of one in its configuration. */
export function configured(from: string, to: string): Record<string, string> {
  const config = bikes['.github/assay.yml'];
  if (!config.includes(from)) throw new Error(`The configuration has no ${from}.`);
  return { ...bikes, '.github/assay.yml': config.replace(from, to) };
}
