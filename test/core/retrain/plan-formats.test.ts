import { expect, it } from 'vitest';
import { getValue, setValues } from '../../../core/edit/values.ts';
import { planRetraining } from '../../../core/retrain/plan.ts';
import type { ModelConfig } from '../../../schemas/types.ts';

const window = { start: '2011-05-01', end: '2011-05-31' };

const yaml = `# The window of training.
data:
  from: '2011-01-01'
  until: "2011-04-30"   # moved by Assay
`;
const toml = `# The window of training.
[data]   # which
from  = 2011-01-01
until = 2011-04-30 # moved by Assay

[[sources]]
until = "2011-04-30"
`;
const json = `{ "rows": 1.0e3,
\t"data": {"until":  "2011-04-30", "from": "2011-01-01"},

  "also": "2011-04-30" }
`;
const pointer = `# Imported; dvc update brings it.
md5: 6137cde4893c59f76f005a8123d8e8e6
frozen: true
deps:
- path: data/train.csv   # there
  repo:
    url: https://example.com/data.git
    rev: v2011-04-30
    rev_lock: f31f5c4cdae787b4bdeb97a717687d44667d9e62
outs:
- path: train.csv
  size: 37891850
`;

it.each([
  ['params.yaml', yaml, 'data.until', '{{drift.window.end}}', '2011-04-30', 'until: "'],
  ['params.toml', toml, 'data.until', '{{drift.window.end}}', '2011-04-30', 'until = '],
  ['params.json', json, 'data.until', '{{drift.window.end}}', '2011-04-30', '"until":  "'],
  ['data.csv.dvc', pointer, 'deps.0.repo.rev', 'v{{drift.window.end}}', 'v2011-04-30', 'rev: '],
])(
  'a retraining changes one value of %s, and no other byte',
  async (file, text, key, template, before, head) => {
    const after = template.replace('{{drift.window.end}}', window.end);
    const config: ModelConfig = {
      task: 'regression',
      train: { run: 'python train.py', inputs: ['train.py'], outputs: ['model/'] },
      evaluate: {
        predictions: { path: 'p.csv', label: 'y', prediction: 'y_hat' },
        metrics: ['mae'],
      },
      retrain: { set: { [`${file}:${key}`]: template } },
    };
    const plan = await planRetraining('bikes', config, window, () => Promise.resolve(text));
    // The first such value alone: others are alike.
    const expected = text.replace(`${head}${before}`, `${head}${after}`);
    expect(expected).not.toBe(text);
    expect([...plan.files]).toEqual([[file, expected]]);
    expect(plan.changes).toEqual([{ file, key, before, after }]);
    expect(getValue(expected, key, file)).toBe(after);
    expect(setValues(expected, { [key]: before }, file)).toBe(text);
  },
);
