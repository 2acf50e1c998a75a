import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestTree } from '../../adapters/files/index.ts';
import { sha256 } from '../../core/record/digest.ts';
import { bikes, configured } from './bikes.ts';
import { testJob, type TestJob } from './job.ts';
import { gitHubWith, released, type Released } from './released.ts';

const inputs = { model: 'bikes', token: 'secret' };
const champion = { 'model/weights.txt': 'offset: 5\n', 'model/extra.bin': 'x' };

async function evaluated(
  version: Released | null,
  files: Readonly<Record<string, string>> = bikes,
) {
  const job = await testJob(files);
  await job.step('train', inputs);
  const gitHub = await gitHubWith(version);
  const result = await job.step('evaluate', inputs, gitHub.variables);
  return { job, gitHub, result };
}

/** What the candidate wrote is there as it was, and nothing of the champion's. */
async function expectCandidateInPlace(job: TestJob): Promise<void> {
  const run = await job.record('run');
  const { digest } = await digestTree(job.workspace, ['model/']);
  expect(run).toHaveProperty('artifact.digest', digest);
  const read = (path: string): Promise<string> => readFile(join(job.workspace, path), 'utf8');
  expect(await read('predictions.csv')).toBe('id,y,y_hat\n1,10,12\n2,20,22\n3,30,32\n4,40,42\n');
  expect(await read('metrics.json')).toBe('{"own": 2, "nan": NaN}\n');
}

describe('evaluate, when the evaluation set is another than that of the newest version', () => {
  it('evaluates that version on the new set, and gives the candidate its place back', async () => {
    const version = await released(champion);
    const { job, result } = await evaluated(version);
    expect([...result.errors, ...result.warnings], result.log).toEqual([]);
    expect(result.exitCode).toBe(0);
    const candidate = await job.record('evaluation');
    const again = await job.record('evaluation-champion');
    expect(candidate).toMatchObject({
      subject: { kind: 'candidate' },
      metrics: { mae: { value: 2 } },
    });
    expect(again).toMatchObject({
      subject: { kind: 'champion', version: '1.0.0' },
      status: 'succeeded',
      commit: job.head,
      run: version.record.run,
      artifact: version.record.artifact.digest,
      metrics: { mae: { value: 5, rows: 4 } },
    });
    expect(again).toHaveProperty(
      'evaluationSet',
      (candidate as { evaluationSet?: unknown }).evaluationSet,
    );
    await expectCandidateInPlace(job);
    expect(result.log).not.toContain('secret');
  });

  it.each<[string, () => Promise<Released>, Readonly<Record<string, string>>, RegExp]>([
    [
      'has a package that is not what was registered',
      async () => ({ ...(await released(champion)), archive: Buffer.from('other bytes') }),
      bikes,
      /is not what was registered/,
    ],
    [
      'cannot be read by the evaluation command',
      () => released({ 'model/other.txt': 'x' }),
      { ...bikes, 'evaluate.sh': `set -e\n${bikes['evaluate.sh']}` },
      /The champion evaluation command of bikes .* failed with exit code/,
    ],
    [
      'makes the evaluation command judge other rows',
      () => released({ 'model/weights.txt': 'offset: 5\n', 'model/rows': '' }),
      {
        ...bikes,
        'evaluate.sh': `${bikes['evaluate.sh']}if [ -f model/rows ]; then echo 9,9,9 >> predictions.csv; fi\n`,
      },
      /judges other rows/,
    ],
    [
      'has other files than the outputs that are declared now',
      () => released(champion),
      {
        ...configured('outputs: [model/]', 'outputs: [model/weights.txt]'),
      },
      /other files than those that train\.outputs names/,
    ],
    [
      'cannot be evaluated, because the model has no evaluation command',
      () => released(champion),
      {
        ...configured('      run: bash evaluate.sh\n', ''),
        'train.sh': `${bikes['train.sh']}${bikes['evaluate.sh']}`,
      },
      /has no evaluate\.run/,
    ],
  ])('warns, and succeeds, when that version %s', async (_, version, files, warning) => {
    const { job, result } = await evaluated(await version(), files);
    expect(result.exitCode, result.log).toBe(0);
    expect(result.errors).toEqual([]);
    expect(result.warnings).toHaveLength(1);
    expect(result.warnings[0]).toMatch(warning);
    await expect(job.record('evaluation-champion')).rejects.toThrow('ENOENT');
    await expectCandidateInPlace(job);
  });

  it('warns, and succeeds, when GitHub does not answer', async () => {
    const job = await testJob(bikes);
    await job.step('train', inputs);
    const result = await job.step('evaluate', inputs);
    expect(result.exitCode, result.log).toBe(0);
    expect(result.warnings).toHaveLength(2);
    expect(result.warnings[0]).toMatch(/GitHub did not answer/);
    expect(result.warnings[1]).toMatch(/^No baseline could be looked up/);
  });
});

describe('evaluate, when production asks for an older version', () => {
  it('evaluates that one again, for it is the champion', async () => {
    const older = await released(champion, sha256('another set'), '1.0.0');
    const newer = await released({ 'model/weights.txt': 'offset: 9\n' }, sha256('set'), '1.1.0');
    const job = await testJob({
      ...configured(
        '    monitor:\n',
        "    environments:\n      production: { state: production.yaml, set: { uri: '{{version.uri}}' } }\n    monitor:\n",
      ),
      'production.yaml': `uri: ${older.record.package.uri}\n`,
    });
    await job.step('train', inputs);
    const gitHub = await gitHubWith(newer, older);
    const result = await job.step('evaluate', inputs, gitHub.variables);
    expect(result.warnings, result.log).toEqual([]);
    expect(await job.record('evaluation-champion')).toMatchObject({
      subject: { kind: 'champion', version: '1.0.0' },
      metrics: { mae: { value: 5, rows: 4 } },
    });
  });
});

describe('evaluate, when there is no reason to evaluate the champion again', () => {
  it('asks for the list of tags and the ledger only when there is no version', async () => {
    const { gitHub, result } = await evaluated(null);
    expect(result.warnings).toEqual([]);
    expect(gitHub.asked).toEqual([
      '/repos/octo/models/git/matching-refs/tags/bikes@v',
      '/repos/octo/models/git/ref/heads/assay/ledger',
    ]);
  });

  it('does not touch the champion when the evaluation set is the same', async () => {
    const first = await evaluated(null);
    const { gitHub, job, result } = await evaluated(
      await released(champion, first.result.outputs['evaluation-set']),
    );
    expect(result.warnings).toEqual([]);
    expect(gitHub.asked).not.toContain('/repos/octo/models/releases/assets/2');
    expect(result.log).not.toContain('champion evaluation');
    await expect(job.record('evaluation-champion')).rejects.toThrow('ENOENT');
  });
});
