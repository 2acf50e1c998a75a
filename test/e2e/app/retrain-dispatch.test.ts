import { describe, expect, it } from 'vitest';
import { filesWith, reportDay, retrainings } from './retrain-world.ts';
import { type JobOptions, permissionsOf, playJob } from './job.ts';
import { checkAt } from './look.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { successful } from './workflow.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const us = 'github-actions[bot]';
const training = '.github/workflows/ml.yml';
const ownJobs = '.github/workflows/assay.yml';
const workflow = 'name: ML\non:\n  pull_request:\n  workflow_dispatch:\njobs: {}\n';
const metrics = { mae: 30, rmse: 50 };

/** A repository without a server, whose default branch was trained by `ml.yml`. */
async function trained(
  settings: readonly string[] = [],
  text: string | null = workflow,
): Promise<TestRepository> {
  const files = {
    ...filesWith(['consecutive: 1', ...settings]),
    ...(text === null ? {} : { [training]: text }),
  };
  const repository = await createRepository(world(), files, 'workflow');
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
  await playJob(repository, 'record', 'workflow_run');
  return repository;
}

async function drift(repository: TestRepository, options: JobOptions = {}) {
  await reportDay(world(), repository, 1, 'drift');
  const job = await playJob(repository, 'record', 'workflow_run', options);
  const [pull, ...more] = await retrainings(repository);
  if (pull === undefined || more.length > 0) throw new Error('Not one pull request.');
  return { job, pull };
}

function started(repository: TestRepository) {
  return world().triggers.filter(
    ({ event, repository: name }) => event === 'workflow_dispatch' && name === repository.name,
  );
}

async function said({ at }: TestRepository, number: number): Promise<string> {
  const { rest } = world().as('reader');
  const { data } = await rest.issues.listComments({ ...at, issue_number: number });
  return data
    .filter(({ user }) => user?.login === us)
    .map(({ body }) => body ?? '')
    .join('\n');
}

describe.concurrent('a retraining that is opened with the own token of a job', () => {
  it('has its workflow started on its branch, once, and is judged by what that leaves', async () => {
    const repository = await trained();
    const { pull } = await drift(repository);
    expect(pull.body).toContain('So `ml.yml` is started on its branch by `workflow_dispatch`');
    expect(started(repository)).toMatchObject([
      { workflow: training, headBranch: 'assay/retrain/bikes', headSha: pull.head.sha, actor: us },
    ]);
    await playRun(repository, pull.head.sha);
    const judged = await playJob(repository, 'record', 'workflow_run');
    expect(judged.outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ conclusion: 'success' });
    await reportDay(world(), repository, 1, 'drift', { createdAt: '2026-03-02T05:00:01Z' });
    await playJob(repository, 'record', 'workflow_run');
    expect(started(repository)).toHaveLength(1);
  });

  it('has the documented workflow started where nothing tells which one trains, not that of Assay', async () => {
    const files = { ...filesWith(['consecutive: 1']), [training]: workflow, [ownJobs]: workflow };
    const { pull } = await drift(await createRepository(world(), files, 'workflow'));
    expect(pull.body).toContain('So `ml.yml` is started on its branch');
  });

  it('is not judged by a run that a person has started', async () => {
    const repository = await trained();
    const { pull } = await drift(repository);
    await world()
      .as('maintainer')
      .rest.actions.createWorkflowDispatch({
        ...repository.at,
        workflow_id: 'ml.yml',
        ref: 'assay/retrain/bikes',
      });
    await playRun(repository, pull.head.sha);
    await playJob(repository, 'record', 'workflow_run');
    expect(await checkAt(repository, pull.head.sha)).toMatchObject({ status: 'in_progress' });
  });

  it.each<[string, readonly string[], string | null, JobOptions, string]>([
    [
      'the job may not start it',
      [],
      workflow,
      { permissions: { ...permissionsOf('record'), actions: 'read' } },
      'give it the permission actions: write',
    ],
    ['there is none of that name', ['workflow: other.yml'], workflow, {}, 'There is no'],
  ])('says in a comment that %s', async (_, settings, text, options, words) => {
    const repository = await trained(settings, text);
    const { job, pull } = await drift(repository, options);
    expect(job.outcomes.map(({ outcome }) => outcome)).not.toContain('given-up');
    expect(await said(repository, pull.number)).toContain(words);
    expect(started(repository)).toEqual([]);
  });

  it('takes back that it could not be started once it is', async () => {
    const repository = await trained();
    const permissions = { ...permissionsOf('record'), actions: 'read' } as const;
    const { pull } = await drift(repository, { permissions });
    expect(await said(repository, pull.number)).toContain('nothing trains it yet');
    await reportDay(world(), repository, 1, 'drift', { createdAt: '2026-03-02T05:00:01Z' });
    await playJob(repository, 'record', 'workflow_run');
    expect(started(repository)).toHaveLength(1);
    expect(await said(repository, pull.number)).not.toContain('nothing trains it yet');
    expect(await said(repository, pull.number)).toContain('`ml.yml` has been started');
  });
});

/** Plays the workflow that was started last. */
async function playRun(repository: TestRepository, head: string): Promise<void> {
  const run = repository.begin('workflow_dispatch', head);
  await run.uploadRecords('bikes', successful(run.source, 'bikes', metrics));
  run.complete();
  await repository.settled();
}
