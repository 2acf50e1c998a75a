import { beforeAll, describe, expect, it } from 'vitest';
import { type Files, parameterChange } from './content.ts';
import { checkAt } from './look.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const better = { bikes: { mae: 30, rmse: 50 } };

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  const { admin } = world().github;
  await repository.play('push', main, {
    bikes: { mae: 40, rmse: 60 },
    taxis: { mae: 30, rmse: 50 },
  });
  admin.protectBranch(repository.name, 'main', { requiredChecks: ['assay'] });
  admin.enableMergeQueue(repository.name, 'main');
});

async function judged(branch: string, model: string | null, files: Files): Promise<OpenedPull> {
  const pull = await repository.open({ branch, files });
  if (model !== null) await repository.play('pull_request', pull.head, { [model]: better.bikes });
  await repository.settled();
  expect((await checkAt(repository, pull.head)).conclusion).toBe('success');
  return pull;
}

/** Puts a pull request into the queue, and gives the commit that the queue waits for. */
async function enqueue({ number }: OpenedPull): Promise<string> {
  await world().github.admin.enqueuePull(repository.name, number, 'maintainer');
  const group = world().triggers.findLast(
    ({ event, ref, repository: name }) =>
      event === 'merge_group' && name === repository.name && ref.includes(`/pr-${number}-`),
  );
  if (group === undefined) throw new Error('There is no group.');
  return group.headSha;
}

async function isMerged({ number }: OpenedPull): Promise<boolean> {
  const { data } = await world()
    .as('reader')
    .rest.pulls.get({ ...repository.at, pull_number: number });
  return data.merged;
}

describe('a merge queue', () => {
  it('passes at once what concerns no model', async () => {
    const pull = await judged('words', null, { 'words.md': 'Words.\n' });
    const group = await enqueue(pull);
    await repository.settled();
    expect(await checkAt(repository, group)).toMatchObject({
      conclusion: 'success',
      title: 'No model is affected',
    });
    expect(await isMerged(pull)).toBe(true);
  });

  it('passes by the verdict of the pull request while the base has not changed its models', async () => {
    const pull = await judged('no-run', 'bikes', parameterChange('bikes', 2.5));
    const group = await enqueue(pull);
    await repository.settled();
    expect((await checkAt(repository, group)).conclusion).toBe('success');
    expect(await isMerged(pull)).toBe(true);
  });

  it('is not misled by a workflow that trains nothing', async () => {
    const pull = await judged('linted', 'bikes', { 'bikes/train.py': 'print("trained better")\n' });
    const group = await enqueue(pull);
    repository.begin('merge_group', group, 'lint').complete();
    await repository.settled();
    expect((await checkAt(repository, group)).conclusion).toBe('success');
    expect(await isMerged(pull)).toBe(true);
  });

  it('waits for a workflow run of its own when they have changed, and judges its records', async () => {
    const pull = await judged('first', 'taxis', parameterChange('taxis', 2.5));
    const other = await judged('second', 'taxis', { 'taxis/train.py': 'print("trained anew")\n' });
    await enqueue(pull);
    await repository.settled();
    expect(await isMerged(pull)).toBe(true);
    const group = await enqueue(other);
    await repository.settled();
    expect(await checkAt(repository, group)).toMatchObject({
      status: 'in_progress',
      summary: expect.stringContaining('`merge_group:`'),
    });
    await repository.play('merge_group', group, { taxis: { mae: 29, rmse: 49 } });
    expect((await checkAt(repository, group)).conclusion).toBe('success');
    expect(await isMerged(other)).toBe(true);
  });
});
