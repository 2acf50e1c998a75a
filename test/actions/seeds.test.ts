import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvaluationRecord } from '../../schemas/types.ts';
import { bikes, configured } from './bikes.ts';
import { cacheService } from './cache-service.ts';
import { expectOneError } from './failure.ts';
import { put, testJob } from './job.ts';

const inputs = { model: 'bikes' };

/** A training whose model is its seed, so that seed k has the error 2 + k. */
const seeded = {
  ...configured('outputs: [model/]', 'outputs: [model/]\n      seeds: 3'),
  'train.sh': 'mkdir -p model\necho "offset: $((2 + ASSAY_SEED))" > model/weights.txt\n',
};

describe('a training that is repeated with several seeds', () => {
  it('is evaluated for each of them, and the first is the model', async () => {
    const job = await testJob(seeded);
    const trained = await job.step('train', inputs);
    expect(trained.exitCode, trained.log).toBe(0);
    expect(trained.log).toContain('training of bikes: ASSAY_SEED=2 bash train.sh');
    const read = (path: string): Promise<string> => readFile(join(job.workspace, path), 'utf8');
    expect(await read('model/weights.txt')).toBe('offset: 2\n');
    const result = await job.step('evaluate', inputs);
    expect(result.exitCode, result.log).toBe(0);
    const record = (await job.record('evaluation')) as EvaluationRecord;
    expect(record.metrics).toMatchObject({ mae: { value: 2 } });
    expect(record.seeds?.map(({ seed, metrics }) => [seed, metrics['mae']])).toEqual([
      [0, 2],
      [1, 3],
      [2, 4],
    ]);
    expect(await read('model/weights.txt')).toBe('offset: 2\n');
    expect(await read('predictions.csv')).toContain('1,10,12');
  });

  it('fails when one repetition fails, and leaves the model of the first', async () => {
    const job = await testJob({
      ...seeded,
      'train.sh': `${seeded['train.sh']}test "$ASSAY_SEED" != 1\n`,
    });
    const result = await job.step('train', inputs);
    expectOneError(result, /^The training command of bikes .* failed with exit code 1/);
    expect(await readFile(join(job.workspace, 'model/weights.txt'), 'utf8')).toBe('offset: 2\n');
  });

  it('must be trained in the job that evaluates it', async () => {
    const job = await testJob({ ...seeded, 'model/weights.txt': 'offset: 2\n' });
    const result = await job.step('evaluate', inputs);
    expectOneError(result, /is trained 3 times by train\.seeds, but the outputs of repetition 2/);
  });

  it('has a fingerprint of its own, and what it wrote is not kept for a training without seeds', async () => {
    const cache = await cacheService();
    const job = await testJob(seeded);
    const repeated = await job.step('train', inputs, cache.variables);
    expect(repeated.exitCode, repeated.log).toBe(0);
    expect(cache.blobs.size).toBe(0);
    await put(job, '.github/assay.yml', bikes['.github/assay.yml']);
    const once = await job.step('train', inputs, cache.variables);
    expect(once.outputs['fingerprint']).not.toBe(repeated.outputs['fingerprint']);
  });

  it('does not count the predictions of one repetition for the next that writes none', async () => {
    const job = await testJob({
      ...bikes,
      'train.sh': `mkdir -p model && echo x > model/weights.txt\nif test "$ASSAY_SEED" = 0; then printf 'id,y,y_hat\\n1,1,2\\n' > predictions.csv; fi\n`,
      '.github/assay.yml': bikes['.github/assay.yml']
        .replace('outputs: [model/]', 'outputs: [model/]\n      seeds: 2')
        .replace('      run: bash evaluate.sh\n', '')
        .replace('      report: [metrics.json]\n', ''),
    });
    const trained = await job.step('train', inputs);
    expect(trained.exitCode, trained.log).toBe(0);
    const result = await job.step('evaluate', inputs);
    expectOneError(result, /^The predictions of bikes are not at predictions\.csv/);
  });

  it('sees no seed where there is only one', async () => {
    const job = await testJob({
      ...bikes,
      'train.sh': 'mkdir -p model\necho "offset: ${ASSAY_SEED:-5}" > model/weights.txt\n',
    });
    await job.step('train', inputs);
    expect(await readFile(join(job.workspace, 'model/weights.txt'), 'utf8')).toBe('offset: 5\n');
  });
});
