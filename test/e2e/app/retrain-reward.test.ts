import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import type { DriftRecord, EvaluationOnDrift } from '../../../schemas/types.ts';
import { branchHead, checkAt, comments } from './look.ts';
import { evaluated, recordFiles, trained } from './records.ts';
import { registerAt } from './register.ts';
import type { TestRepository } from './repository.ts';
import { reportDay, repositoryWith, retrainings } from './retrain-world.ts';
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
): Promise<void> {
  const head = await branchHead(repository, 'assay/retrain/bikes');
  const run = repository.begin('pull_request', head);
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
