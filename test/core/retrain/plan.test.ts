import { describe, expect, it } from 'vitest';
import { planRetraining } from '../../../core/retrain/plan.ts';
import type { ModelConfig } from '../../../schemas/types.ts';

const window = { start: '2011-05-01', end: '2011-05-31' };
const params = '# The window of training.\ndata:\n  from: 2011-01-01\n  until: 2011-04-30\n';

function config(set: Record<string, string>, path?: string): ModelConfig {
  return {
    task: 'regression',
    ...(path === undefined ? {} : { path }),
    train: { run: 'python train.py', inputs: ['train.py'], outputs: ['model/'] },
    evaluate: { predictions: { path: 'p.csv', label: 'y', prediction: 'y_hat' }, metrics: ['mae'] },
    retrain: { set },
  };
}

const until = { 'params.yaml:data.until': '{{drift.window.end}}' };
const read = (file: string): Promise<string | null> =>
  Promise.resolve(file === 'params.yaml' ? params : null);

describe('the plan of a retraining', () => {
  it('moves the window to its end and leaves every other byte', async () => {
    const plan = await planRetraining('bikes', config(until), window, read);
    expect(plan.files).toEqual(
      new Map([['params.yaml', params.replace('2011-04-30', '2011-05-31')]]),
    );
    expect(plan.changes).toEqual([
      { file: 'params.yaml', key: 'data.until', before: '2011-04-30', after: '2011-05-31' },
    ]);
    expect(plan.sentence).toBe('Set data.until in params.yaml to 2011-05-31.');
  });

  it('names files from the root of the repository where the model has a folder', async () => {
    const plan = await planRetraining('bikes', config(until, 'models/bikes'), window, read);
    expect([...plan.files.keys()]).toEqual(['models/bikes/params.yaml']);
  });

  it('is empty when the values are there already', async () => {
    const same = { 'params.yaml:data.until': '2011-04-30' };
    const plan = await planRetraining('bikes', config(same), window, read);
    expect([plan.files.size, plan.changes.length]).toEqual([0, 0]);
  });

  it('says what is missing: the configuration, the file or the key', async () => {
    const wrong: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{}, /bikes has no "retrain"/],
      [{ 'other.yaml:a': 'x' }, /There is no other\.yaml/],
      [{ 'params.yaml:data.til': 'x' }, /params\.yaml.*data\.til/s],
    ];
    for (const [set, reason] of wrong) {
      await expect(planRetraining('bikes', config(set), window, read)).rejects.toThrow(reason);
    }
  });
});
