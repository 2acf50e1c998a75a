import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import type { DriftRecord, EvaluationOnDrift } from '../../../schemas/types.ts';
import { parameterChange } from './content.ts';
import { permissionsOf, playJob } from './job.ts';
import { branchHead, checkAt, comments } from './look.ts';
import { evaluated, recordFiles, trained } from './records.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { filesWith, reportDay, repositoryWith, retrainings } from './retrain-world.ts';
import { useWorld } from './world.ts';

const world = useWorld();

const better = {
  metric: 'mae',
  candidate: 30,
  champion: 40,
  difference: -10,
  interval: { lower: -15, upper: -5 },
};
const worse = {
  metric: 'mae',
  candidate: 50,
  champion: 40,
  difference: 10,
  interval: { lower: 5, upper: 15 },
};

async function opened(settings: readonly string[]) {
  const repository = await repositoryWith(world(), ['consecutive: 1', ...settings]);
  await registerAt(repository, await branchHead(repository, 'main'));
  const drift = await reportDay(world(), repository, 1, 'drift');
  return { repository, drift };
}

/** The workflow of the pull request trains, and compares with the champion on the rows that drifted. */
async function train(
  repository: TestRepository,
  drift: Readonly<DriftRecord>,
  changes: Partial<EvaluationOnDrift> = {},
  event: 'pull_request' | 'workflow_dispatch' = 'pull_request',
): Promise<void> {
  const head = await branchHead(repository, 'assay/retrain/bikes');
  const run = repository.begin(event, head);
  const training = trained(run.source, 'bikes');
  const onDrift: EvaluationOnDrift = {
    drift: drift.id,
    start: drift.window?.start ?? '',
    end: drift.window?.end ?? '',
    rows: 100,
    champion: '1.0.0',
    outcome: 'better',
    metrics: [better],
    reason: '',
    ...changes,
  };
  const evaluation = evaluated(run.source, training, { mae: 30, rmse: 50 }, { onDrift });
  await run.uploadRecords('bikes', recordFiles({ run: training, evaluation }));
  run.complete();
  await repository.settled();
}

async function only(repository: TestRepository) {
  const [pull, ...more] = await retrainings(repository);
  if (pull === undefined || more.length > 0) throw new Error('Not one pull request.');
  return { ...pull, names: pull.labels.map(({ name }) => name) };
}

describe.concurrent('a retraining that is better on the data that drifted', () => {
  it('is labelled when its check passes, and loses the label when that holds no more', async () => {
    const { repository, drift } = await opened([]);
    await train(repository, drift);
    const pull = await only(repository);
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });
    expect(pull.names).toEqual(['ready-to-merge']);
    await train(repository, drift, { outcome: 'worse', metrics: [worse] });
    expect((await only(repository)).names).toEqual([]);
    await train(repository, drift, { drift: sha256('a drift that is not on record') });
    expect((await only(repository)).names).toEqual([]);
  });

  it('is not believed where the ledger knows no champion', async () => {
    const repository = await repositoryWith(world(), ['consecutive: 1']);
    await train(repository, await reportDay(world(), repository, 1, 'drift'));
    const pull = await only(repository);
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });
    expect(pull.names).toEqual([]);
  });

  it('is left to people who have pushed to it, also where their commit claims to be ours', async () => {
    const { repository, drift } = await opened([]);
    const files = { 'bikes/train.py': 'print("otherwise")\n' };
    await repository.push({ branch: 'assay/retrain/bikes', files, as: 'assay[bot]' });
    await repository.settled();
    await train(repository, drift);
    const pull = await only(repository);
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });
    expect(pull.names).toEqual([]);
  });
});

describe.concurrent('a retraining that GitHub is to merge', () => {
  it('is labelled where the repository does not allow it, with a sentence', async () => {
    const { repository, drift } = await opened(['when_better: merge']);
    await train(repository, drift);
    const pull = await only(repository);
    expect(pull).toMatchObject({ state: 'open', names: ['ready-to-merge'] });
    const said = (await comments(repository, pull.number)).filter((body) =>
      body.includes('Allow auto-merge'),
    );
    expect(said).toHaveLength(1);
  });

  it('is merged as soon as all that is required is there', async () => {
    const { repository, drift } = await opened(['when_better: merge']);
    const { admin } = world().github;
    admin.allowAutoMerge(repository.name);
    admin.protectBranch(repository.name, 'main', { requiredChecks: ['assay', 'lint'] });
    await train(repository, drift);
    const pull = await only(repository);
    expect(pull).toMatchObject({
      state: 'open',
      auto_merge: { enabled_by: { login: 'assay[bot]' } },
    });
    await world()
      .as('maintainer')
      .rest.repos.createCommitStatus({
        ...repository.at,
        sha: pull.head.sha,
        context: 'lint',
        state: 'success',
      });
    await repository.settled();
    const { data } = await world()
      .as('reader')
      .rest.pulls.get({ ...repository.at, pull_number: pull.number });
    expect(data.merged).toBe(true);
  });

  it('is merged at once where nothing else is awaited', async () => {
    const { repository, drift } = await opened(['when_better: merge']);
    const { admin } = world().github;
    admin.allowAutoMerge(repository.name);
    admin.protectBranch(repository.name, 'main', { requiredChecks: ['assay'] });
    await train(repository, drift);
    expect((await only(repository)).merged_at).not.toBeNull();
  });

  it('is not merged any more once a person has pushed to it', async () => {
    const { repository, drift } = await opened(['when_better: merge']);
    const { admin } = world().github;
    admin.allowAutoMerge(repository.name);
    admin.protectBranch(repository.name, 'main', { requiredChecks: ['assay', 'lint'] });
    await train(repository, drift);
    expect((await only(repository)).auto_merge).not.toBeNull();
    const files = { 'bikes/train.py': 'print("otherwise")\n' };
    await repository.push({ branch: 'assay/retrain/bikes', files });
    await repository.settled();
    expect((await only(repository)).auto_merge).toBeNull();
    await train(repository, drift);
    expect(await only(repository)).toMatchObject({ state: 'open', auto_merge: null, names: [] });
  });
});

describe.concurrent('a retraining that GitHub is to merge, without a server', () => {
  const branch = 'assay/retrain/bikes';
  const armed = { enabled_by: { login: 'github-actions[bot]' } };

  /** It waits for `lint` alone. */
  async function armedWithoutServer() {
    const files = {
      ...filesWith(['consecutive: 1', 'when_better: merge']),
      '.github/workflows/ml.yml': 'name: ML\non: [pull_request, workflow_dispatch]\njobs: {}\n',
    };
    const repository = await createRepository(world(), files, 'workflow');
    const { admin } = world().github;
    admin.allowAutoMerge(repository.name);
    admin.protectBranch(repository.name, 'main', { requiredChecks: ['assay', 'lint'] });
    const record = () => playJob(repository, 'record', 'workflow_run');
    await registerAt(repository, await branchHead(repository, 'main'));
    await record();
    const drift = await reportDay(world(), repository, 1, 'drift');
    await record();
    await train(repository, drift, {}, 'workflow_dispatch');
    await record();
    expect(await only(repository)).toMatchObject({ state: 'open', auto_merge: armed });
    return { repository, drift };
  }

  async function passLint(repository: TestRepository): Promise<void> {
    await world()
      .as('maintainer')
      .rest.repos.createCommitStatus({
        ...repository.at,
        sha: await branchHead(repository, branch),
        context: 'lint',
        state: 'success',
      });
    await repository.settled();
  }

  it('keeps commits of people from being merged by a job that may not take that back, and says so', async () => {
    const { repository, drift } = await armedWithoutServer();
    const files = { 'bikes/train.py': 'print("otherwise")\n' };
    await repository.push({ branch, files });
    await passLint(repository);
    const judge = (permissions = permissionsOf('judge')) =>
      playJob(repository, 'judge', 'pull_request_target', { permissions });
    expect((await judge()).outcomes).toMatchObject([
      { outcome: 'given-up', reason: expect.stringContaining('contents: write') as string },
    ]);
    await train(repository, drift);
    await playJob(repository, 'judge', 'workflow_run');
    const pull = await only(repository);
    expect(pull).toMatchObject({ state: 'open', auto_merge: armed });
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'failure' });
    await judge({ ...permissionsOf('judge'), contents: 'write' });
    expect(await only(repository)).toMatchObject({ state: 'open', auto_merge: null });
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });
  });

  it('is not merged where a person has left no change of a model in it, which passes at once', async () => {
    const { repository, drift } = await armedWithoutServer();
    const files = { ...parameterChange('bikes', 0.1), 'NOTES.md': 'Nothing to train.\n' };
    await repository.push({ branch, files });
    await passLint(repository);
    await playJob(repository, 'judge', 'pull_request_target');
    await train(repository, drift);
    await playJob(repository, 'judge', 'workflow_run');
    expect(await only(repository)).toMatchObject({ state: 'open', auto_merge: armed });
    const permissions = { ...permissionsOf('judge'), contents: 'write' } as const;
    await playJob(repository, 'judge', 'pull_request_target', { permissions });
    const pull = await only(repository);
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });
    expect(pull).toMatchObject({ state: 'open', auto_merge: null });
  });
});
