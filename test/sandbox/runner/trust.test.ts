import { describe, expect, it } from 'vitest';
import { jobOf, said } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

const sandbox = useSandbox();

/** A step that pushes a branch with the job's token, and says whether it may. */
const pushes = `
      - uses: actions/checkout@v4
      - run: |
          git push --quiet origin HEAD:refs/heads/by-$GITHUB_JOB-$GITHUB_RUN_ID && echo "$GITHUB_JOB may" || echo "$GITHUB_JOB may not"
`;

describe('permissions', () => {
  it('of the job replace those of the workflow, and nothing else is given to its token', async () => {
    const run = await sandbox.run(`
on: push
permissions: { contents: write }
jobs:
  as-workflow:
    runs-on: ubuntu-latest
    steps:${pushes}
  reads:
    runs-on: ubuntu-latest
    permissions: { contents: read, issues: write }
    steps:${pushes}
  all:
    runs-on: ubuntu-latest
    permissions: write-all
    steps:${pushes}
`);
    expect(run.conclusion).toBe('success');
    const answers = said(run).filter((line) => / may( not)?$/.test(line));
    expect([...answers].sort()).toEqual(['all may', 'as-workflow may', 'reads may not']);
  });

  it('are to read the contents only where the file says nothing', async () => {
    const run = await sandbox.run(`
on: push
jobs:
  reads:
    runs-on: ubuntu-latest
    steps:${pushes}
`);
    expect(run.conclusion).toBe('success');
    expect(said(run)).toContain('reads may not');
  });

  it('make tokens that end with their job, and whose pushes start no workflow', async () => {
    const repository = await sandbox.repository();
    await repository.push({
      '.github/workflows/test.yml': `
on: push
permissions: { contents: write }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:${pushes}
`,
    });
    const run = await sandbox.onlyRun(repository);
    expect(said(run)).toContain('a may');
    const { status } = await repository.api('GET', `/branches/by-a-${run.id}`);
    expect(status).toBe(200);
  });
});

it("a fork's pull request gets no secrets and a token that only reads", async () => {
  const repository = await sandbox.repository();
  sandbox.github.admin.setSecret(repository.name, 'KEY', 'open sesame');
  const workflow = `
on: pull_request
permissions: { contents: write }
jobs:
  a:
    runs-on: ubuntu-latest
    env: { KEY: '\${{ secrets.KEY }}' }
    steps:
      - run: echo "[\${KEY:-no secret}]"${pushes}
`;
  await repository.push({ '.github/workflows/test.yml': workflow });
  const { token: strange } = sandbox.github.admin.createUser('stranger');
  sandbox.github.admin.setPermission(repository.name, 'stranger', 'read');
  expect((await repository.api('POST', '/forks', {}, strange)).status).toBe(202);
  const fork = repository.name.replace('octo/', 'stranger/');
  const url = new URL(`${fork}.git`, `${sandbox.github.url}/`);
  url.username = 'stranger';
  url.password = strange;
  await repository.commit({ 'model.txt': '1' });
  await repository.git('push', '--quiet', url.href, 'HEAD:refs/heads/topic');
  const body = { title: 'From outside', head: 'stranger:topic', base: 'main' };
  expect((await repository.api('POST', '/pulls', body, strange)).status).toBe(201);
  const foreign = await sandbox.onlyRun(repository);
  expect(foreign.event).toBe('pull_request');
  expect(said(foreign)).toContain('[no secret]');
  expect(said(foreign)).toContain('a may not');
  await repository.git('reset', '--quiet', '--hard', 'origin/main');
  await repository.openPull('inside', { 'model.txt': '2' });
  const [, own] = await sandbox.runs(repository);
  expect(own === undefined ? '' : jobOf(own, 'a').log).toContain('[***]');
  expect(own === undefined ? [] : said(own)).toContain('a may');
});
