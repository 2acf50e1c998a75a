import { describe, expect, it } from 'vitest';
import { said, type Run } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';
import type { Repository } from './working-copy.ts';

const sandbox = useSandbox();

const workflow = (on: string, said: string): string => `
on: ${on}
permissions: { contents: write, issues: write, pull-requests: write }
jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: 'echo "${said}"' }] } }
`;

/** A repository with workflows by their names on `main`, whose own runs are over. */
async function withWorkflows(workflows: Readonly<Record<string, string>>): Promise<Repository> {
  const repository = await sandbox.repository();
  await repository.push(filesOf(workflows));
  await sandbox.runs(repository);
  return repository;
}

function filesOf(workflows: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(workflows).map(([name, text]) => [
      `.github/workflows/${name}.yml`,
      `name: ${name}\n${text}`,
    ]),
  );
}

/** What the runs of the workflow of this name said, oldest first. */
async function saidBy(repository: Repository, name: string): Promise<readonly string[]> {
  const runs = await sandbox.runs(repository);
  return runs.filter((run: Run) => run.name === name).flatMap(said);
}

describe('pull_request_target', () => {
  it("runs the default branch's file at its commit, on whatever happens to a pull request", async () => {
    const says = '$GITHUB_REF $GITHUB_HEAD_REF $GITHUB_BASE_REF ${{ github.event.action }}';
    const repository = await withWorkflows({
      guard: workflow(
        '{ pull_request_target: { types: [opened, synchronize, closed] } }',
        `${says} $GITHUB_SHA`,
      ),
      usual: workflow('pull_request_target', '${{ github.event.action }}'),
      moved: workflow("{ pull_request_target: { branches: ['release/**'] } }", 'release'),
    });
    const main = await repository.git('rev-parse', 'main');
    const number = await repository.openPull(
      'topic',
      filesOf({
        guard: workflow('pull_request_target', 'the head'),
      }),
    );
    await repository.api('PATCH', `/pulls/${number}`, { state: 'closed' });
    expect(await saidBy(repository, 'guard')).toEqual([
      `refs/heads/main topic main opened ${main}`,
      `refs/heads/main topic main closed ${main}`,
    ]);
    expect(await saidBy(repository, 'usual')).toEqual(['opened']);
    expect(await saidBy(repository, 'moved')).toEqual([]);
  });

  it('gives a pull request from a fork the secrets and the token of the repository', async () => {
    const repository = await withWorkflows({
      guard: `
on: pull_request_target
permissions: { pull-requests: write }
jobs:
  a:
    runs-on: ubuntu-latest
    env: { TOKEN: '\${{ github.token }}', GIVEN: "\${{ secrets.KEY != '' }}" }
    steps:
      - run: >-
          curl -s -o /dev/null -w "%{http_code} $GIVEN" -d '{"body":"Hello"}'
          -H "authorization: Bearer $TOKEN"
          "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/\${{ github.event.number }}/comments"
`,
    });
    sandbox.github.admin.setSecret(repository.name, 'KEY', 'a secret key');
    const stranger = sandbox.github.admin.createUser('stranger').token;
    const [, name = ''] = repository.name.split('/');
    expect((await repository.api('POST', '/forks', {}, stranger)).status).toBe(202);
    const url = new URL(`stranger/${name}.git`, `${sandbox.github.url}/`);
    url.username = 'stranger';
    url.password = stranger;
    await repository.commit({ a: '1' });
    await repository.git('push', '--quiet', url.href, 'HEAD:refs/heads/topic');
    const pull = { title: 'Foreign', head: 'stranger:topic', base: 'main' };
    expect((await repository.api('POST', '/pulls', pull, stranger)).status).toBe(201);
    expect(await saidBy(repository, 'guard')).toEqual(['201 true']);
  });
});

describe('issue_comment', () => {
  it('starts the workflows of its types, and none for a comment of a job', async () => {
    const repository = await withWorkflows({
      hears: workflow(
        '{ issue_comment: { types: [created] } }',
        '$GITHUB_REF ${{ github.event.comment.body }} ${{ github.event.issue.number }}',
      ),
      answers: `
on: issue_comment
permissions: { issues: write }
jobs:
  a:
    runs-on: ubuntu-latest
    env: { TOKEN: '\${{ github.token }}' }
    steps:
      - run: >-
          curl -s -o /dev/null -w "%{http_code}" -d '{"body":"Answer"}'
          -H "authorization: Bearer $TOKEN"
          "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues/\${{ github.event.issue.number }}/comments"
`,
    });
    const issue = await repository.api('POST', '/issues', { title: 'Question' });
    const { number } = issue.body as { readonly number: number };
    await repository.api('POST', `/issues/${number}/comments`, { body: 'Why' });
    expect(await saidBy(repository, 'answers')).toEqual(['201']);
    expect(await saidBy(repository, 'hears')).toEqual([`refs/heads/main Why ${number}`]);
  });
});

describe('workflow_run', () => {
  it('starts the workflows that name the one that ran, for the branch that it ran on', async () => {
    const says = '$GITHUB_REF ${{ github.event.workflow_run.head_branch }}';
    const repository = await withWorkflows({
      train: workflow('[push, pull_request]', 'trained'),
      judge: workflow('{ workflow_run: { workflows: [train], types: [completed] } }', says),
      main: workflow(
        '{ workflow_run: { workflows: [train], types: [completed], branches: [main] } }',
        says,
      ),
      other: workflow('{ workflow_run: { workflows: [other] } }', says),
    });
    await repository.openPull('topic', { a: '1' });
    // Two pushes and one pull request; a branch's own file counts for pushes to it.
    expect(await saidBy(repository, 'judge')).toEqual([
      'refs/heads/main main',
      'refs/heads/main topic',
      'refs/heads/main topic',
    ]);
    expect(await saidBy(repository, 'main')).toEqual(['refs/heads/main main']);
    expect(await saidBy(repository, 'other')).toEqual([]);
  });

  it('goes on for three in a row, and no further', async () => {
    const after = (name: string): string =>
      workflow(`{ workflow_run: { workflows: [${name}], types: [completed] } }`, name);
    const repository = await withWorkflows({
      a: workflow('push', 'first'),
      b: after('a'),
      c: after('b'),
      d: after('c'),
      e: after('d'),
    });
    const names = (await sandbox.runs(repository)).map(({ name }) => name);
    expect(names).toEqual(['a', 'b', 'c', 'd']);
  });
});
