import { beforeAll, describe, expect, it } from 'vitest';
import { ask, filesWith, merge, openPromotion, promotions } from './environment.ts';
import { checkAt } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { type Person, useWorld } from './world.ts';

const world = useWorld();

let repository: TestRepository;

beforeAll(async () => {
  const files = filesWith({
    production: 'approvals: { required: 1, users: [reader] }',
    north: 'approvals: { required: 1, users: [reader] }',
  });
  repository = await createRepository(world(), files);
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  for (const version of ['1.0.0', '1.1.0']) await registerAt(repository, main, version);
});

async function approve(number: number, by: Person): Promise<void> {
  const { rest } = world().as(by);
  const which = { ...repository.at, pull_number: number };
  await rest.pulls.createReview({ ...which, event: 'APPROVE', body: 'Read.' });
  await repository.settled();
}

async function editBody(number: number, body: string): Promise<void> {
  const { rest } = world().as('maintainer');
  await rest.pulls.update({ ...repository.at, pull_number: number, body });
  await repository.settled();
}

describe('the approval of a promotion', () => {
  it('does not count from whoever asked for it, whatever its description says by then', async () => {
    await ask(repository, '/assay promote bikes@1.0.0 production');
    const pull = await openPromotion(repository, 'production');
    expect(pull.body).not.toContain('requested-by');
    await editBody(
      pull.number,
      `${pull.body.replaceAll('maintainer', 'reader')}\n\n<!-- assay:requested-by reader -->`,
    );
    await approve(pull.number, 'maintainer');
    const { conclusion, title } = await checkAt(repository, pull.head.sha);
    expect({ conclusion, title }).toMatchObject({ conclusion: 'failure' });
    await approve(pull.number, 'reader');
    expect((await checkAt(repository, pull.head.sha)).conclusion).toBe('success');
    await merge(repository, pull.number);
    expect(await promotions(repository, 'production')).toMatchObject([
      { requestedBy: 'maintainer', approvedBy: ['reader'] },
    ]);
  });

  it('does not count from whoever asked last, nor after another has pushed to the branch', async () => {
    await ask(repository, '/assay promote bikes@1.0.0 north', 'acme');
    await ask(repository, '/assay promote bikes@1.1.0 north');
    const pull = await openPromotion(repository, 'north');
    expect(pull.body).toContain('asked for by `acme` in this pull request before');
    const files = { 'NOTES.md': 'More.\n' };
    const head = await repository.push({ branch: pull.head.ref, files, by: 'acme' });
    await repository.settled();
    await approve(pull.number, 'maintainer');
    expect((await checkAt(repository, head)).conclusion).toBe('failure');
    await approve(pull.number, 'reader');
    expect((await checkAt(repository, head)).conclusion).toBe('success');
  });
});
