import { describe, expect, it } from 'vitest';
import { parameterChange } from './content.ts';
import { ledgerPaths, verdictComment } from './look.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { successful } from './workflow.ts';
import { useWorld } from './world.ts';

const world = useWorld();

/** The check that a commit of the default branch has. Throws unless there is exactly one. */
async function commitCheck({ world: within, at }: TestRepository, ref: string) {
  const { data } = await within.as('reader').rest.checks.listForRef({
    ...at,
    ref,
    check_name: 'assay (default branch)',
    filter: 'all',
  });
  const [only, ...more] = data.check_runs;
  if (only === undefined || more.length > 0) throw new Error(`${data.total_count} checks.`);
  return { conclusion: only.conclusion, title: only.output.title, text: only.output.text ?? '' };
}

/** A repository whose main was evaluated with these values. */
async function evaluatedRepository(values: Readonly<Record<string, Record<string, number>>>) {
  const repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, values);
  return repository;
}

async function merge(repository: TestRepository, number: number) {
  const { rest } = repository.world.as('maintainer');
  const { data } = await rest.pulls.merge({ ...repository.at, pull_number: number });
  await repository.settled();
  return data.sha;
}

describe.concurrent('a commit on the default branch', () => {
  it('is judged against the commit that was there before, not against what was merged into it', async () => {
    const repository = await evaluatedRepository({ bikes: { mae: 40, rmse: 60 } });
    const { number, head } = await repository.open({
      branch: 'worse',
      files: parameterChange('bikes', 0.5),
    });
    await repository.play('pull_request', head, { bikes: { mae: 50, rmse: 60 } });
    const merged = await merge(repository, number);
    await repository.play('push', merged, { bikes: { mae: 50, rmse: 60 } });
    const check = await commitCheck(repository, merged);
    expect(check).toMatchObject({
      conclusion: 'failure',
      title: expect.stringContaining('Fails the gate: mae 50 is a regression, 25% worse') as string,
    });
    expect(check.text).toContain('against the commit before');
  });

  it('shows the models of all its workflow runs in one check', async () => {
    const repository = await evaluatedRepository({
      bikes: { mae: 40, rmse: 60 },
      taxis: { mae: 30, rmse: 50 },
    });
    const next = await repository.push({ branch: 'main', files: parameterChange('bikes', 0.7) });
    await repository.play('push', next, { bikes: { mae: 55, rmse: 60 } });
    const run = repository.begin('push', next, 'taxis');
    await run.uploadRecords('taxis', successful(run.source, 'taxis', { mae: 30, rmse: 50 }));
    run.complete();
    await repository.settled();
    const check = await commitCheck(repository, next);
    expect(check.conclusion).toBe('failure');
    for (const model of ['bikes', 'taxis']) expect(check.text).toContain(`\`${model}\``);
  });

  it('has nothing to be compared with at first, and says so', async () => {
    const repository = await createRepository(world());
    const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
    await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
    expect(await commitCheck(repository, main)).toMatchObject({
      conclusion: 'success',
      title: 'Passes the gate: mae 40, with no baseline yet',
    });
  });
});

describe.concurrent('a pull request that is closed without a merge', () => {
  it('leaves its verdict, and nothing that could become a baseline', async () => {
    const repository = await evaluatedRepository({ bikes: { mae: 40, rmse: 60 } });
    const before = await ledgerPaths(repository);
    const { number, head } = await repository.open({
      branch: 'given-up',
      files: parameterChange('bikes', 0.5),
    });
    await repository.play('pull_request', head, { bikes: { mae: 50, rmse: 60 } });
    const { rest } = repository.world.as('maintainer');
    await rest.pulls.update({ ...repository.at, pull_number: number, state: 'closed' });
    await repository.settled();
    const added = (await ledgerPaths(repository)).filter((path) => !before.includes(path));
    expect(added.map((path) => path.split('/').slice(0, 2))).toEqual([['verdict', 'bikes']]);
  });

  it('leaves nothing where it was never evaluated', async () => {
    const repository = await evaluatedRepository({ bikes: { mae: 40, rmse: 60 } });
    const before = await ledgerPaths(repository);
    const { number } = await repository.open({
      branch: 'idea',
      files: parameterChange('bikes', 0.5),
    });
    const { rest } = repository.world.as('maintainer');
    await rest.pulls.update({ ...repository.at, pull_number: number, state: 'closed' });
    await repository.settled();
    expect(await ledgerPaths(repository)).toEqual(before);
  });
});

describe.concurrent('a pull request of which only a part is there', () => {
  it('shows that part, names what is missing, and has no verdict yet', async () => {
    const repository = await evaluatedRepository({
      bikes: { mae: 40, rmse: 60 },
      taxis: { mae: 30, rmse: 50 },
    });
    const files = { ...parameterChange('bikes', 0.5), ...parameterChange('taxis', 0.5) };
    const { number, head } = await repository.open({ branch: 'both', files });
    const taxis = repository.begin('pull_request', head, 'taxis');
    await repository.play('pull_request', head, { bikes: { mae: 50, rmse: 60 } });
    const half = await verdictComment(repository, number);
    expect(half).toMatch(/^<!-- assay:comment v1 -->\n## ⏳ Waiting for 1 of 2 models/);
    expect(half).toContain('`taxis`');
    expect(half).toContain('regression');
    await taxis.uploadRecords('taxis', successful(taxis.source, 'taxis', { mae: 29, rmse: 49 }));
    taxis.complete();
    await repository.settled();
    expect(await verdictComment(repository, number)).toContain('## ❌ Not ready to merge');
  });

  it('is marked as of an earlier commit after a push, which keeps the verdict folded', async () => {
    const repository = await evaluatedRepository({ bikes: { mae: 40, rmse: 60 } });
    const { number, head } = await repository.open({
      branch: 'again',
      files: parameterChange('bikes', 0.5),
    });
    await repository.play('pull_request', head, { bikes: { mae: 30, rmse: 50 } });
    await repository.push({ branch: 'again', files: parameterChange('bikes', 0.6) });
    await repository.settled();
    const comment = await verdictComment(repository, number);
    expect(comment).toContain('## ⏳ Waiting for the workflow');
    expect(comment).toContain('The verdict on an earlier commit');
  });
});
