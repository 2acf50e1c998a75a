import { beforeAll, describe, expect, it } from 'vitest';
import { stateFile } from './content.ts';
import { promotions } from './environment.ts';
import { fileAt } from './look.ts';
import { registerAt } from './register.ts';
import { createRepository, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

let repository: TestRepository;
let state: string;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  const { package: packed } = await registerAt(repository, main, '1.0.0');
  state = `spec:\n  uri: ${packed.uri}\n  digest: ${packed.digest}\n`;
});

describe('a promotion in the first of several commits', () => {
  it.each([
    ['merge', 'staging'],
    ['squash', 'north'],
    ['rebase', 'production'],
  ] as const)('is recorded after the merge method %s', async (merge_method, environment) => {
    const branch = `to-${environment}`;
    const files = { [stateFile('bikes', environment)]: state };
    const { number } = await repository.open({ branch, files });
    await repository.push({ branch, files: { [`docs/${environment}.md`]: 'One.\n' } });
    await repository.push({ branch, files: { [`docs/${environment}.md`]: 'Two.\n' } });
    // The base branch has moved on.
    await repository.push({ branch: 'main', files: { 'NOTES.md': `Before ${environment}.\n` } });
    await repository.settled();
    const { rest } = world().as('maintainer');
    await rest.pulls.merge({ ...repository.at, pull_number: number, merge_method });
    await repository.settled();
    expect(await fileAt(repository, `docs/${environment}.md`, 'main')).toBe('Two.\n');
    expect(await fileAt(repository, 'NOTES.md', 'main')).toBe(`Before ${environment}.\n`);
    const { data } = await rest.repos.listCommits({ ...repository.at, sha: 'main', per_page: 1 });
    expect(data[0]?.parents).toHaveLength(merge_method === 'merge' ? 2 : 1);
    expect(await promotions(repository, environment)).toMatchObject([
      { version: '1.0.0', previous: null, pullRequest: number },
    ]);
  });
});
