import { describe, expect, it } from 'vitest';
import { cloneOf } from './clone.ts';
import { parameterChange } from './content.ts';
import { checkAt, comments, fileAt, ledgerPaths, pullsFrom, verdictComment } from './look.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { successful } from './workflow.ts';
import { useWorld } from './world.ts';

const world = useWorld();

/** A reader forks the repository, pushes a candidate to a branch of the fork and opens a pull request. */
async function openFromFork(repository: TestRepository, branch: string): Promise<OpenedPull> {
  const { repos, pulls } = world().as('reader').rest;
  const { data: fork } = await repos.createFork({ ...repository.at });
  const clone = await cloneOf(world(), fork.full_name);
  const files = parameterChange('bikes', 0.2);
  const head = await clone.push({ branch, files, by: 'reader' });
  const { data } = await pulls.create({
    ...repository.at,
    head: `reader:${branch}`,
    base: 'main',
    title: 'A change from a fork',
  });
  return { number: data.number, head };
}

async function withBaseline(): Promise<TestRepository> {
  const repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
  return repository;
}

describe.concurrent('a pull request from a fork', () => {
  it('is judged, with its records marked as untrusted', async () => {
    const repository = await withBaseline();
    const { number, head } = await openFromFork(repository, 'candidate');
    await repository.settled();
    expect(await checkAt(repository, head)).toMatchObject({ status: 'in_progress' });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    // A warning: GitHub lets a neutral check through, and the comment says what it means.
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'neutral' });
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('The records come from a fork');
    expect(comment).toContain('they are not trusted and will not become a baseline');
  });

  it('leaves only an untrusted verdict in the ledger when it is merged, and no baseline', async () => {
    const repository = await withBaseline();
    const { number, head } = await openFromFork(repository, 'candidate');
    await repository.play('pull_request', head, { bikes: { mae: 1, rmse: 1 } });
    const before = await ledgerPaths(repository);
    await world()
      .as('maintainer')
      .rest.pulls.merge({ ...repository.at, pull_number: number });
    await repository.settled();
    const added = (await ledgerPaths(repository)).filter((path) => !before.includes(path));
    expect(added.map((path) => path.split('/')[0])).toEqual(['verdict']);
    const text = await fileAt(repository, added[0] ?? '', 'assay/ledger');
    expect(JSON.parse(text)).toMatchObject({ trusted: false, pullRequest: number });

    const files = parameterChange('bikes', 0.3);
    const next = await repository.open({ branch: 'after-the-fork', files });
    await repository.play('pull_request', next.head, { bikes: { mae: 30, rmse: 50 } });
    const comment = await verdictComment(repository, next.number);
    expect(comment).toContain('25% better than the baseline');
    expect(comment).toContain('against the ancestor');
  });

  it('never reaches the ledger by a branch that is named as the default branch is', async () => {
    const repository = await createRepository(world());
    const { head } = await openFromFork(repository, 'main');
    const run = repository.begin('pull_request', head);
    const claim = { ...run.source, event: 'push' };
    await run.uploadRecords('bikes', successful(claim, 'bikes', { mae: 1, rmse: 1 }));
    run.complete();
    await repository.settled();
    expect(await ledgerPaths(repository)).toEqual([]);
    expect(await checkAt(repository, head)).toMatchObject({ conclusion: 'failure' });
  });

  it('takes no command that acts, whoever comments it', async () => {
    const repository = await createRepository(world());
    const { number } = await openFromFork(repository, 'candidate');
    await world()
      .as('maintainer')
      .rest.issues.createComment({
        ...repository.at,
        issue_number: number,
        body: '/assay promote bikes staging',
      });
    await repository.settled();
    expect((await comments(repository, number)).join()).toContain(
      'Nothing was done: this pull request comes from a fork',
    );
    expect(await pullsFrom(repository, 'assay/promote/bikes/staging')).toEqual([]);
  });
});
