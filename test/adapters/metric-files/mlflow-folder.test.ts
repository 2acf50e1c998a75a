import { describe, expect, it } from 'vitest';
import { readReportedMetrics } from '../../../adapters/metric-files/index.ts';
import { temporaryFolder } from '../temporary.ts';

/** The files of a run, as MLflow 3.17 writes them. */
function run(
  path: string,
  metrics: Readonly<Record<string, string>>,
  { end, state = 'active' }: { readonly end: number | null; readonly state?: string },
): Record<string, string> {
  const meta = `artifact_uri: file:///mlruns/${path}/artifacts
end_time: ${end}
entry_point_name: ''
experiment_id: '0'
lifecycle_stage: ${state}
run_id: ${path.split('/').at(-1)}
run_name: wise-steed-851
start_time: 1795619960470
status: 3
tags: []
user_id: root
`;
  const files = Object.entries(metrics).map(([key, text]) => [`${path}/metrics/${key}`, text]);
  return { [`${path}/meta.yaml`]: meta, ...Object.fromEntries(files) };
}

const experiment = { 'mlruns/0/meta.yaml': "experiment_id: '0'\nname: Default\n" };

describe('a folder of the file store of MLflow', () => {
  it('is read at its newest run, named as it was declared: each key at its newest value', async () => {
    const folder = await temporaryFolder({
      ...experiment,
      ...run('mlruns/0/aaaa', { loss: '1795619960470 9.0 0\n' }, { end: 1795619960480 }),
      ...run(
        'mlruns/0/bbbb',
        {
          loss: '1795619960475 0.5 1\n1795619960477 0.25 2\n',
          'val/auc': '1795619960478 0.9 0\n',
          bad: '1795619960479 nan 0\n',
          up: '1795619960479 inf 0\n',
          down: '1795619960480 -inf 0\n',
        },
        { end: 1795619960490 },
      ),
      ...run('mlruns/0/cccc', { loss: '1 7.0 0\n' }, { end: 1795619960499, state: 'deleted' }),
      'mlruns/0/bbbb/artifacts/model/MLmodel': 'flavors: {}\n',
      'mlruns/models/bike/meta.yaml': 'name: bike\n',
    });
    const values = { loss: 0.25, 'val/auc': 0.9, bad: null, up: null, down: null };
    const notFinite = { bad: 'NaN', up: 'Infinity', down: '-Infinity' };
    for (const path of ['mlruns', 'mlruns/0', 'mlruns/0/bbbb']) {
      expect(await readReportedMetrics(folder, [`./${path}/`])).toEqual([
        { path, values, notFinite },
      ]);
    }
  });

  it('is read beside other files, and a single metric by its own file', async () => {
    const folder = await temporaryFolder({
      'metrics.json': '{"auc": 0.8}',
      ...run('mlruns/1/aaaa', { 'val/auc': '1795619960470 0.9 0\n' }, { end: null }),
    });
    const patterns = ['mlruns', 'metrics.json', 'mlruns/*/*/metrics/**'];
    expect(await readReportedMetrics(folder, patterns)).toEqual([
      { path: 'mlruns', values: { 'val/auc': 0.9 } },
      { path: 'metrics.json', values: { auc: 0.8 } },
      { path: 'mlruns/1/aaaa/metrics/val/auc', values: { auc: 0.9 } },
    ]);
  });

  it('may be the folder of the model itself', async () => {
    const folder = await temporaryFolder({
      ...run('0/aaaa', { loss: '1795619960470 9.0 0\n' }, { end: 5 }),
    });
    expect(await readReportedMetrics(folder, ['.'])).toEqual([{ path: '.', values: { loss: 9 } }]);
  });

  it.each([
    ['without a run', experiment, 'no-run', 'mlruns is a folder of MLflow without a run'],
    [
      'with deleted runs only',
      run('mlruns/0/aaaa', { loss: '1 1 1' }, { end: 5, state: 'deleted' }),
      'no-run',
      'mlruns is a folder of MLflow without a run',
    ],
    [
      'whose newest run has no metrics',
      {
        ...run('mlruns/0/aaaa', { loss: '1 1 1' }, { end: 5 }),
        ...run('mlruns/0/bbbb', {}, { end: 6 }),
      },
      'no-values',
      'The newest MLflow run, mlruns/0/bbbb, has no metrics',
    ],
    [
      'with a metric that is no history',
      run('mlruns/0/aaaa', { 'val/auc': 'high\n' }, { end: 5 }),
      'unreadable-report',
      'mlruns/0/aaaa/metrics/val/auc (line 1)',
    ],
    [
      'with more metrics than a record takes',
      run(
        'mlruns/0/aaaa',
        Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`m${index}`, '1 1 1'])),
        { end: 5 },
      ),
      'too-many-values',
      'mlruns holds more than 1000 numbers',
    ],
  ])('is refused by a sentence %s', async (_, files, code, part) => {
    const folder = await temporaryFolder(files);
    await expect(readReportedMetrics(folder, ['mlruns'])).rejects.toMatchObject({
      code,
      message: expect.stringContaining(part) as string,
    });
  });
});
