import { beforeAll, describe, expect, it } from 'vitest';
import { jobOf, said } from './run-view.ts';
import { toolbox, useSandbox } from './sandbox-fixture.ts';
import { writeFiles } from './working-copy.ts';

const sandbox = useSandbox();

const steps = (text: string): string => `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
${text.replaceAll(/^/gm, '      ')}
`;

/** An action whose three parts tell what they are given. */
const action = {
  'action.yml': `
name: Teller
inputs:
  model name: { required: true }
  seed: { default: '7' }
  token: { default: '\${{ github.token }}' }
  old: { deprecationMessage: use seed }
runs: { using: node24, pre: pre.js, main: main.js, post: post.js, post-if: success() }
`,
  'package.json': '{ "type": "module" }',
  'pre.js': `
import { appendFileSync } from 'node:fs';
appendFileSync(process.env.GITHUB_STATE, 'from=pre\\n');
console.log('pre');
`,
  'main.js': `
import { appendFileSync } from 'node:fs';
const { env } = process;
const held = env.INPUT_TOKEN === env.EXPECTED_TOKEN && env.ACTIONS_RUNTIME_TOKEN !== undefined;
console.log('main of', env['INPUT_MODEL_NAME'], env.INPUT_SEED, held, env.STATE_from);
console.log(env.GITHUB_ACTION_REPOSITORY, env.GITHUB_ACTION_REF, env.GITHUB_ACTION);
appendFileSync(env.GITHUB_STATE, 'word=' + env['INPUT_MODEL_NAME'] + '\\n');
appendFileSync(env.GITHUB_OUTPUT, 'version<<X\\n1.2\\nX\\n');
if (env.INPUT_SEED === '13') process.exitCode = 4;
`,
  'post.js': `
console.log('post of', process.env.STATE_word, process.env.STATE_from);
`,
};

beforeAll(() =>
  writeFiles(
    sandbox.toolboxFolder,
    Object.fromEntries(
      Object.entries(action).map(([name, text]) => [`actions/teller/${name}`, text]),
    ),
  ),
);

describe.concurrent('an action of another repository that lies on the host', () => {
  it('runs its parts with inputs, defaults, state and outputs; posts in reverse order', async () => {
    const run = await sandbox.run(
      steps(`
- run: echo first
- { id: one, uses: ${toolbox}/actions/teller@v1, with: { Model Name: bike }, env: { EXPECTED_TOKEN: '\${{ github.token }}' } }
- { uses: ${toolbox}/actions/teller@v1, with: { model name: ride, seed: 8 } }
- run: echo "\${{ steps.one.outputs.version }}"
`),
    );
    expect(run.conclusion).toBe('success');
    expect(said(run)).toEqual([
      'pre',
      'pre',
      'first',
      'main of bike 7 true pre',
      `${toolbox} v1 one`,
      'main of ride 8 false pre',
      `${toolbox} v1 __octo_org_toolbox`,
      '1.2',
      'post of ride pre',
      'post of bike pre',
    ]);
    const names = jobOf(run, 'a').steps.map(({ name }) => name);
    const uses = `Run ${toolbox}/actions/teller@v1`;
    expect(names[1]).toBe(`Pre ${uses}`);
    expect(names.at(-2)).toBe(`Post ${uses}`);
  });

  it('fails its step with its exit code, and its post obeys post-if', async () => {
    const run = await sandbox.run(
      steps(`- { uses: ${toolbox}/actions/teller@v1, with: { model name: m, seed: 13 } }`),
    );
    expect(run.conclusion).toBe('failure');
    expect(run.annotations[0]?.message).toBe('Process completed with exit code 4.');
    expect(said(run)).not.toContain('post of m pre');
  });

  it('is warned of inputs that it has not, wants back, or misses', async () => {
    const run = await sandbox.run(
      steps(`- { uses: ${toolbox}/actions/teller@v1, with: { old: 1, speed: 2 } }`),
    );
    expect(run.annotations.map(({ level }) => level)).toEqual(['warning', 'warning', 'warning']);
    const all = run.annotations.map(({ message }) => message).join('\n');
    expect(all).toContain('`model name` is required');
    expect(all).toContain('`old` is deprecated: use seed');
    expect(all).toContain('Unexpected input `speed`');
  });
});

it.concurrent('an action of the repository itself runs once it has been checked out', async () => {
  const files = Object.fromEntries(
    Object.entries(action).map(([name, text]) => [`tools/teller/${name}`, text]),
  );
  const run = await sandbox.run(
    steps(`
- uses: actions/checkout@v4
- { uses: ./tools/teller, with: { model name: own } }
`),
    files,
  );
  expect(run.conclusion).toBe('success');
  expect(said(run)).toContain('post of own undefined');
});

describe.concurrent('actions/checkout', () => {
  it('fetches the commit of the run, on its branch, and takes the token out at the end', async () => {
    const repository = await sandbox.repository();
    await repository.push({ 'data.csv': 'a' });
    const sha = await repository.push({
      'model.txt': 'ridge\n',
      '.github/workflows/test.yml': steps(`
- { id: get, uses: actions/checkout@v4 }
- run: |
    cat model.txt
    git rev-parse --abbrev-ref HEAD
    git rev-list --count HEAD
    echo "\${{ steps.get.outputs.commit }}"
    git config --local --get-regexp extraheader | wc -l | tr -d ' '
`),
    });
    const run = await sandbox.onlyRun(repository);
    const lines = said(run).filter((line) => !line.startsWith('[command]'));
    expect(lines).toEqual(['ridge', 'main', '1', sha, '1']);
    expect(said(run).at(-1)).toContain('--unset-all');
    expect(jobOf(run, 'a').steps.at(-2)).toEqual(
      expect.objectContaining({ name: 'Post Run actions/checkout@v4', conclusion: 'success' }),
    );
  });

  it('fetches the whole history, tags included, with fetch-depth 0', async () => {
    const repository = await sandbox.repository();
    await repository.push({ a: '1' });
    await repository.git('tag', 'v1');
    await repository.git('push', '--quiet', 'origin', 'v1', 'HEAD:refs/heads/side');
    await repository.push({
      '.github/workflows/test.yml': steps(`
- { uses: actions/checkout@v4, with: { fetch-depth: 0 } }
- run: echo "$(git rev-list --count HEAD) $(git describe --tags --abbrev=0) $(git rev-parse --verify -q origin/side | wc -l | tr -d ' ')"
`),
    });
    const run = await sandbox.onlyRun(repository);
    expect(run.conclusion).toBe('success');
    expect(said(run)).toContain('2 v1 1');
  });

  it('fetches another branch, tag or commit into a folder of its own', async () => {
    const repository = await sandbox.repository();
    const first = await repository.push({ word: 'first' });
    await repository.git('tag', 'v1');
    await repository.git('push', '--quiet', 'origin', 'v1');
    await repository.push({ word: 'second' });
    await repository.git('push', '--quiet', 'origin', 'HEAD:refs/heads/side/a');
    await repository.push({
      word: 'third',
      '.github/workflows/test.yml': steps(`
- { uses: actions/checkout@v4, with: { ref: v1, path: tag } }
- { uses: actions/checkout@v4, with: { ref: side/a, path: branch, persist-credentials: false } }
- { uses: actions/checkout@v4, with: { ref: ${first}, path: commit } }
- run: cat tag/word branch/word commit/word; git -C branch config --get-regexp extraheader || echo no token
  shell: sh
`),
    });
    const run = await sandbox.onlyRun(repository);
    expect(run.conclusion).toBe('success');
    expect(said(run).join('\n')).toContain('firstsecondfirst');
    expect(said(run).join('\n')).toContain('no token');
  });

  it.each([
    ['a ref that is not there', '{ ref: none }', 'no branch and no tag `none`'],
    ['a folder outside of the workspace', '{ path: ../out }', 'leaves the workspace'],
    ['what only the real one does', '{ lfs: true }', '`lfs: true`'],
  ])('refuses %s', async (_what, inputs, words) => {
    const run = await sandbox.run(steps(`- { uses: actions/checkout@v4, with: ${inputs} }`));
    expect(run.conclusion).toBe('failure');
    expect(run.annotations[0]).toMatchObject({ line: 6 });
    expect(run.annotations[0]?.message).toContain(words);
  });
});
