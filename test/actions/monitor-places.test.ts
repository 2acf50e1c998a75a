import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasObjectStore, startObjectStore } from '../adapters/data/object-store.ts';
import { startWebServer } from '../adapters/data/web-server.ts';
import { parquetFiles } from '../adapters/engine/parquet-file.ts';
import { type StepResult, type TestJob, testJob } from './job.ts';

const days = [1, 2, 3, 4, 5, 6];
const rowsOfDay = 300;

/** The rows of a day, a few minutes apart; those of the last two days are warmer. */
const dayOf = (day: number): string => `select
  timestamp '2026-01-0${day}' + to_minutes((4 * i)::int) as at,
  ((i * 37) % 100) / 10 + ${day > 4 ? 6 : 0} as x from range(${rowsOfDay}) r(i)`;

/** The same as text. */
function csvOf(day: number): string {
  const rows = Array.from({ length: rowsOfDay }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, day) + i * 240_000).toISOString();
    return `${at},${((i * 37) % 100) / 10 + (day > 4 ? 6 : 0)}`;
  });
  return `at,x\n${rows.join('\n')}\n`;
}

/** A job whose current data lie there. */
function jobWith(location: string, more = ''): Promise<TestJob> {
  return testJob({
    '.github/assay.yml': `version: 1
models:
  bikes:
    task: regression
    train: { run: python train.py, inputs: [train.py], outputs: [model/] }
    evaluate:
      run: python evaluate.py
      predictions: { path: predictions.csv, label: y, prediction: y_hat, id: row }
      metrics: [mae]
    monitor:
      reference: { path: reference.csv }
      current: { path: '${location}' }
      time: at
      window: 1d
${more}`,
    'reference.csv': csvOf(1),
  });
}

async function expectDrift(job: TestJob, result: StepResult, path: string): Promise<void> {
  expect(result.outputs, result.log).toMatchObject({ outcome: 'drift', drifted: '["x"]' });
  expect(await job.record('drift')).toMatchObject({
    current: { path, rows: days.length * rowsOfDay },
    window: { start: '2026-01-06T00:00:00Z', end: '2026-01-07T00:00:00Z' },
  });
}

describe('monitor, wherever the current data lie', () => {
  it('reads Parquet by days', async () => {
    const job = await jobWith('data/');
    for (const [index, { path }] of (await parquetFiles(...days.map(dayOf))).entries()) {
      const folder = join(job.workspace, 'data', `day=2026-01-0${index + 1}`);
      await mkdir(folder, { recursive: true });
      await copyFile(path, join(folder, 'part.parquet'));
    }
    await expectDrift(job, await job.step('monitor', { model: 'bikes' }), 'data/');
  });

  it('downloads a file of a web server, whose query is not shown', async () => {
    const [file] = await parquetFiles(days.map(dayOf).join(' union all '));
    const bytes = await readFile(file?.path ?? '');
    const { origin } = await startWebServer((_request, response) => response.end(bytes));
    const job = await jobWith(`${origin}/now.parquet?signature=secret`);
    const result = await job.step('monitor', { model: 'bikes' });
    await expectDrift(job, result, `${origin}/now.parquet`);
    expect(result.log).not.toContain('signature');
  });

  it.skipIf(!hasObjectStore)('downloads the objects of a bucket', async () => {
    const objects = days.map((day) => [`log/day=2026-01-0${day}/part.csv`, csvOf(day)]);
    const store = await startObjectStore(Object.fromEntries(objects), [
      's3:ListBucket',
      's3:GetObject',
    ]);
    onTestFinished(() => store.stop());
    const job = await jobWith('s3://data/log/', `      s3: { endpoint: '${store.endpoint}' }\n`);
    const keys = { AWS_ACCESS_KEY_ID: store.keys.id, AWS_SECRET_ACCESS_KEY: store.keys.secret };
    const result = await job.step('monitor', { model: 'bikes' }, keys);
    await expectDrift(job, result, 's3://data/log/');
    expect(result.log).toContain('::add-mask::');
  });
});
