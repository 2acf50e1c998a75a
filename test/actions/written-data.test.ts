import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import { bikes, configured } from './bikes.ts';
import { cacheService } from './cache-service.ts';
import { testJob } from './job.ts';

const inputs = { model: 'bikes' };
const pullRequest = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' };

const { '.github/assay.yml': configuration = '' } = configured(
  `task: regression
    data:
      days: { path: data/days.csv, role: training, license: CC-BY-4.0 }`,
  `task: regression
    risk: limited
    data:
      days: { path: data/days.csv, license: CC-BY-4.0, label: y }
      training: { path: splits/training.csv, role: training, written_by: training }
      evaluation: { path: splits/evaluation.csv, role: evaluation, written_by: evaluation }`,
);

/** Training writes what it trained on, evaluation what it judged on. */
const split = {
  ...bikes,
  '.github/assay.yml': configuration,
  'train.sh': `${bikes['train.sh']}mkdir -p splits\necho "splitting"\nprintf 'x,y\\n1,10\\n' > splits/training.csv\n`,
  'evaluate.sh': `${bikes['evaluate.sh']}mkdir -p splits\nprintf 'x,y\\n2,20\\n' > splits/evaluation.csv\n`,
};

describe('data that the run writes', () => {
  it('is compared after the evaluation, and digested into its record', async () => {
    const job = await testJob(split);
    await job.step('train', inputs);
    const result = await job.step('evaluate', inputs);
    expect(result.exitCode, result.log).toBe(0);
    const run = (await job.record('run')) as RunRecord;
    expect(Object.keys(run.data)).toEqual(['days']);
    expect(run.data['days']).not.toHaveProperty('label');
    const { inspection } = (await job.record('evaluation')) as EvaluationRecord;
    expect(inspection?.failures).toEqual([]);
    expect(inspection?.splits).toMatchObject({
      pairs: [{ trainingRows: 1, evaluationRows: 1, sharedRows: 0 }],
      unread: [],
    });
    const written = inspection?.data?.sets.filter(({ digest }) => digest !== undefined);
    expect(written?.map(({ name }) => name)).toEqual(['training', 'evaluation']);
    expect(inspection?.personalData).toMatchObject({ findings: [] });
  });

  it('comes back from the cache with the outputs of training, and is no part of the model', async () => {
    const cache = await cacheService();
    const job = await testJob(split);
    await job.step('train', inputs, cache.variables);
    await rm(join(job.workspace, 'splits'), { recursive: true });
    const restored = await job.step('train', inputs, { ...cache.variables, ...pullRequest });
    expect(restored.log).toContain('nothing is trained');
    expect(restored.log).not.toContain('splitting');
    const { artifact } = (await job.record('run')) as RunRecord;
    expect(artifact?.files.map(({ path }) => path)).toEqual(['model/weights.txt']);
    await job.step('evaluate', inputs);
    const { inspection } = (await job.record('evaluation')) as EvaluationRecord;
    expect(inspection?.splits).toMatchObject({ pairs: [{ trainingRows: 1 }], unread: [] });
  });

  it('is not read while the check that uses it is turned off', async () => {
    const off = "    gate: { checks: { split-leakage: 'off' } }\n";
    const files = {
      ...split,
      '.github/assay.yml': configuration.replace(
        '    risk: limited\n',
        `    risk: limited\n${off}`,
      ),
    };
    const job = await testJob(files);
    await job.step('train', inputs);
    await job.step('evaluate', inputs);
    const { inspection } = (await job.record('evaluation')) as EvaluationRecord;
    expect(inspection).not.toHaveProperty('splits');
    expect(inspection?.failures).toEqual([]);
  });

  it('is never what lay there before', async () => {
    const job = await testJob({
      ...split,
      'splits/evaluation.csv': 'x,y\n9,9\n',
      'evaluate.sh': bikes['evaluate.sh'],
    });
    await job.step('train', inputs);
    await job.step('evaluate', inputs);
    const { inspection } = (await job.record('evaluation')) as EvaluationRecord;
    expect(inspection?.splits?.pairs).toMatchObject([{ evaluationRows: 0 }]);
    expect(inspection?.splits?.unread[0]?.reason).toContain('not there after evaluation');
  });
});
