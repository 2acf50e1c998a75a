import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bikes, configured } from './bikes.ts';
import { expectOneError } from './failure.ts';
import { put, testJob } from './job.ts';

const inputs = { model: 'bikes' };

/** A trained model whose evaluation writes these predictions. */
async function trainedWith(predictions: string, files: Readonly<Record<string, string>> = bikes) {
  const evaluate = `cat > predictions.csv <<'END'\n${predictions}END\necho '{}' > metrics.json\n`;
  const job = await testJob({ ...files, 'evaluate.sh': evaluate });
  await job.step('train', inputs);
  return job;
}

describe('evaluate', () => {
  it("computes the metrics from the predictions, and records them with the project's own numbers", async () => {
    const job = await testJob(bikes);
    await job.step('train', inputs);
    const run = await job.record('run');
    const result = await job.step('evaluate', inputs);
    expect(result.errors, result.log).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.log).toContain('::group::evaluation of bikes: bash evaluate.sh');
    const record = await job.record('evaluation');
    expect(record).toMatchObject({
      producer: { action: 'evaluate' },
      commit: job.head,
      status: 'succeeded',
      subject: { kind: 'candidate' },
      task: 'regression',
      run: run.id,
      evaluationSet: { rows: 4 },
      predictions: { path: 'predictions.csv' },
      metrics: { mae: { value: 2, rows: 4 }, rmse: { value: 2, rows: 4 } },
      reported: [{ path: 'metrics.json', values: { own: 2, nan: null } }],
    });
    expect(JSON.parse(result.outputs['metrics'] ?? '')).toEqual({ mae: 2, rmse: 2 });
    expect(result.outputs['evaluation-set']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(JSON.parse(await readFile(result.outputs['record'] ?? '', 'utf8'))).toEqual(record);
    expect(result.summary).toMatch(/mae/i);
  });

  it('evaluates a model that no step of this job trained, by its digest only', async () => {
    const job = await testJob({ ...bikes, 'model/weights.txt': 'offset: 1\n' });
    const result = await job.step('evaluate', inputs);
    expect(result.exitCode, result.log).toBe(0);
    const record = await job.record('evaluation');
    expect(record).toMatchObject({ status: 'succeeded', metrics: { mae: { value: 1 } } });
    expect(record).not.toHaveProperty('run');
  });

  it.each<[string, string, RegExp]>([
    ['without the label column', 'id,truth,y_hat\n1,2,3\n', /"y"/],
    ['with a NaN', 'id,y,y_hat\n1,2,3\n2,2,NaN\n', /NaN/],
    ['with no rows', 'id,y,y_hat\n', /names its columns but has no rows/],
    ['with nothing in it', '', /predictions\.csv is empty/],
    ['with an id twice', 'id,y,y_hat\n1,2,3\n1,2,3\n', /repeat an id/],
    [
      'with a row that is too short',
      'id,y,y_hat\n1,2\n',
      /Line 2 of predictions\.csv has 2 values/,
    ],
  ])(
    'fails once for predictions %s, and says so in the record',
    async (_, predictions, message) => {
      const job = await trainedWith(predictions);
      const result = await job.step('evaluate', inputs);
      expectOneError(result, message);
      expect(result.errors[0]).toContain('predictions.csv');
      expect(await job.record('evaluation')).toMatchObject({
        status: 'failed',
        failure: { message: result.errors[0] },
        metrics: {},
        artifact: expect.stringMatching(/^sha256:/) as string,
      });
    },
  );

  it('fails once when there are no predictions', async () => {
    const job = await testJob({ ...bikes, 'evaluate.sh': 'true\n' });
    await job.step('train', inputs);
    const result = await job.step('evaluate', inputs);
    expectOneError(result, /^The predictions of bikes are not at predictions\.csv/);
    expect(await job.record('evaluation')).toMatchObject({
      status: 'failed',
      failure: { code: 'no-predictions' },
    });
  });

  it('fails once when the command fails, with what it cost', async () => {
    const job = await testJob({ ...bikes, 'evaluate.sh': 'exit 7\n' });
    await job.step('train', inputs);
    const result = await job.step('evaluate', inputs);
    expectOneError(
      result,
      /^The evaluation command of bikes \(bash evaluate\.sh\) failed with exit code 7/,
    );
    expect(await job.record('evaluation')).toMatchObject({
      status: 'failed',
      failure: { code: 'command-failed' },
      durationSeconds: expect.any(Number) as number,
    });
  });

  it('fails once when a metric file that is named does not exist', async () => {
    const job = await testJob(configured('report: [metrics.json]', 'report: [numbers.json]'));
    await job.step('train', inputs);
    expectOneError(await job.step('evaluate', inputs), /^evaluate\.report names numbers\.json/);
  });

  it('refuses a model that changed after it was trained', async () => {
    const job = await testJob(bikes);
    await job.step('train', inputs);
    await put(job, 'model/weights.txt', 'offset: 0\n');
    const result = await job.step('evaluate', inputs);
    expectOneError(result, /^The outputs of bikes changed after the training/);
    expect(await job.record('evaluation')).toMatchObject({
      status: 'failed',
      failure: { code: 'outputs-changed' },
    });
  });

  it('refuses a model whose training failed, with the reason', async () => {
    const job = await testJob({ ...bikes, 'train.sh': 'exit 3\n' });
    await job.step('train', inputs);
    const result = await job.step('evaluate', inputs);
    expectOneError(result, /its training failed: The training command of bikes .* exit code 3/);
    expect(await job.record('evaluation')).toMatchObject({
      status: 'failed',
      failure: { code: 'not-trained' },
    });
  });

  it('names files of a model in a folder of its own from the root of the repository', async () => {
    const moved = Object.entries(configured('    task:', '    path: m/bikes\n    task:')).map(
      ([path, content]) =>
        [path.startsWith('.github') ? path : `m/bikes/${path}`, content] as const,
    );
    const job = await testJob(Object.fromEntries(moved));
    await job.step('train', inputs);
    await put(job, 'm/bikes/evaluate.sh', 'printf "id,y,y_hat\\n1,1,x\\n" > predictions.csv\n');
    const result = await job.step('evaluate', inputs);
    expectOneError(result, /m\/bikes\/predictions\.csv/);
    expect(result.log).toMatch(
      /^::error title=Assay evaluate,file=m\/bikes\/predictions\.csv,line=2/m,
    );
  });
});
