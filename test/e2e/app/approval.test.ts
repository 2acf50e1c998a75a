import { beforeAll, describe, expect, it } from 'vitest';
import { beginning, configPath, configuration, parameterChange } from './content.ts';
import { checkAt, checksAt } from './look.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type Person, useWorld } from './world.ts';

const world = useWorld();

const approved = configuration().replace(
  '    gate:\n',
  '    gate:\n      approvals: { users: [reader] }\n',
);
const better = { bikes: { mae: 30, rmse: 50 } };

let repository: TestRepository;

beforeAll(async () => {
  repository = await createRepository(world(), { ...beginning, [configPath]: approved });
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
});

async function judged(branch: string, files = parameterChange('bikes', Math.random())) {
  const pull = await repository.open({ branch, files });
  await repository.play('pull_request', pull.head, better);
  return pull;
}

async function review(
  number: number,
  event: 'APPROVE' | 'REQUEST_CHANGES',
  by: Person = 'reader',
): Promise<void> {
  const { rest } = world().as(by);
  await rest.pulls.createReview({ ...repository.at, pull_number: number, event, body: 'Read.' });
  await repository.settled();
}

describe('a pull request that needs an approval', () => {
  it('is blocked until one of those who are named approves it', async () => {
    const { number, head } = await judged('waits-for-approval');
    const before = await checkAt(repository, head);
    expect(before.conclusion).toBe('failure');
    expect(before.title).toContain('an approval of the head commit is missing');
    await review(number, 'APPROVE', 'acme');
    expect((await checkAt(repository, head)).conclusion).toBe('failure');
    await review(number, 'APPROVE');
    expect((await checkAt(repository, head)).conclusion).toBe('success');
  });

  it('is blocked again by a push, and by somebody who asks for changes', async () => {
    const { number, head } = await judged('approved-then-pushed');
    await review(number, 'APPROVE');
    expect((await checkAt(repository, head)).conclusion).toBe('success');
    await review(number, 'REQUEST_CHANGES');
    expect((await checkAt(repository, head)).conclusion).toBe('failure');
    await review(number, 'APPROVE');
    const files = parameterChange('bikes', 9.5);
    const pushed = await repository.push({ branch: 'approved-then-pushed', files });
    await repository.play('pull_request', pushed, better);
    const check = await checkAt(repository, pushed);
    expect(check.conclusion).toBe('failure');
    expect(check.text).toContain('approved an older commit, which does not count');
  });

  it('marks the workflow that it changes, once, however often it is judged', async () => {
    const files = {
      ...parameterChange('bikes', 3.25),
      '.github/workflows/ml.yml': 'on: pull_request\njobs: {}\n',
    };
    const { number, head } = await judged('changes-workflow', files);
    await review(number, 'APPROVE');
    const { id } = await checkAt(repository, head);
    const { data } = await world()
      .as('reader')
      .rest.checks.listAnnotations({ ...repository.at, check_run_id: id });
    expect(data.map(({ path, start_line: line }) => [path, line])).toEqual([
      ['.github/workflows/ml.yml', 1],
    ]);
    expect(await checksAt(repository, head)).toHaveLength(1);
  });
});
