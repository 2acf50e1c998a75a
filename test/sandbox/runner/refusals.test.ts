import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from './run-view.ts';
import { toolbox, useSandbox } from './sandbox-fixture.ts';
import { writeFiles } from './working-copy.ts';

const sandbox = useSandbox();

/** A workflow whose job `a` has these lines, of which the first is line 4. */
const job = (lines: string): string =>
  `on: push\njobs:\n  a:\n${lines.replaceAll(/^/gm, '    ')}\n`;

/** The same for a job that lacks nothing else; the first of these lines is line 6. */
const complete = (lines: string): string =>
  job(`runs-on: ubuntu-latest\nsteps: [{ run: 'true' }]\n${lines}`);

/** The same for the steps of a job, of which the first is line 6. */
const steps = (lines: string): string => job(`runs-on: ubuntu-latest\nsteps:\n${lines}`);

const started = (on: string): string =>
  `on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: 'true' }] } }\n`;

const needing = (...jobs: readonly (readonly [string, string])[]): string =>
  [
    "on: push\njobs:\n  z: { runs-on: x, steps: [{ run: 'true' }] }",
    ...jobs.map(([id, needs]) => `  ${id}: { runs-on: x, needs: ${needs}, steps: [{ run: x }] }`),
  ].join('\n');

/** What is asked for, by a workflow, at which line of it, and what the refusal says. */
const refused: readonly (readonly [string, string, number, string])[] = [
  ['a container', complete('container:\n  image: node:24'), 6, '`container`'],
  ['services', complete('services:\n  db: { image: x }'), 6, '`services`'],
  ['an environment', complete('environment: production'), 6, '`environment`'],
  ['a reusable workflow', job('uses: ./.github/workflows/b.yml'), 4, '`a` has the key `uses`'],
  ['an unknown key of a job', complete('bogus: 1'), 6, "'bogus'"],
  ['an unknown key of a step', steps("  - run: 'true'\n    with-care: 1"), 7, "'with-care'"],
  ['a key that is an expression', complete("env: { '${{ insert }}': x }"), 6, '${{ insert }}'],
  ['an unknown function', steps('  - run: echo ${{ now() }}'), 6, 'now'],
  ['an unknown shell', steps("  - { run: 'true', shell: pwsh }"), 6, 'the shell `pwsh`'],
  ['an unknown action', steps('  - uses: octo/none@v1'), 6, '`octo/none@v1`'],
  ['a container action', steps('  - uses: docker://alpine'), 6, 'Docker actions'],
  [
    'an unknown input of a built-in action',
    steps('  - uses: actions/checkout@v4\n    with:\n      ssh-key: x'),
    8,
    '`ssh-key`',
  ],
  ['a composite action', steps(`  - uses: ${toolbox}/composed@v1`), 6, '`using: composite`'],
  [
    'an action that has not been built',
    steps(`  - uses: ${toolbox}/unbuilt@v1`),
    6,
    'build the action first',
  ],
  [
    'a composite action of the repository itself',
    steps('  - uses: actions/checkout@v4\n  - uses: ./tool'),
    7,
    '`using: composite`',
  ],
  ['an action before the checkout', steps('  - uses: ./tool'), 6, 'check the repository out'],
  [
    'another operating system',
    job('runs-on: windows-latest\nsteps: [{ run: x }]'),
    3,
    '`runs-on: windows-latest`',
  ],
  ['a group of runners', job('runs-on: { group: x }\nsteps: [{ run: x }]'), 3, 'a group'],
  ['a pattern that is none', started("{ push: { branches: ['+x'] } }"), 1, '`+x`'],
  [
    'a filter beside its opposite',
    started('{ push: { tags: [a], tags-ignore: [b] } }'),
    1,
    '`tags-ignore`',
  ],
  ['a job that is not there', needing(['a', 'none']), 4, "'none'"],
];

const fileOf = (what: string): string => `.github/workflows/${what.replaceAll(' ', '-')}.yml`;

describe('what the runner does not do it refuses by name, at its line, and fails the run:', () => {
  let runs: ReadonlyMap<string, Run>;

  beforeAll(async () => {
    await writeFiles(sandbox.toolboxFolder, {
      'composed/action.yml': 'runs: { using: composite, steps: [] }\n',
      'unbuilt/action.yml': 'runs: { using: node24, main: dist/index.js }\n',
    });
    const repository = await sandbox.repository();
    await repository.push({
      ...Object.fromEntries(refused.map(([what, workflow]) => [fileOf(what), workflow])),
      'tool/action.yml': 'runs: { using: composite, steps: [] }\n',
    });
    runs = new Map((await sandbox.runs(repository)).map((run) => [run.name, run]));
  });

  it.each(refused)('%s', (what, _workflow, line, words) => {
    const file = fileOf(what);
    const run = runs.get(file);
    expect(run?.conclusion).toBe('failure');
    expect(run?.annotations).toMatchObject([{ level: 'error', file, line }]);
    const message = run?.annotations[0]?.message ?? '';
    expect(message.startsWith(`${file}:${line}:`)).toBe(true);
    expect(message).toContain(words);
    expect(run?.jobs.map(({ log }) => log).join('')).toContain(message);
  });
});

describe('a file that is no workflow', () => {
  it('fails, by its path, and does not keep other workflows from running', async () => {
    const repository = await sandbox.repository();
    await repository.push({
      '.github/workflows/circle.yml': needing(['a', 'b'], ['b', 'a']),
      '.github/workflows/good.yml': `name: good\n${started('push')}`,
      '.github/workflows/text.yml': 'on: push\njobs:\n  a: [\n',
      '.github/workflows/notes.txt': 'no workflow at all',
      '.github/workflows/folder.yml/a.txt': 'no workflow either',
    });
    const runs = await sandbox.runs(repository);
    expect(Object.fromEntries(runs.map((run) => [run.name, run.conclusion]))).toEqual({
      '.github/workflows/circle.yml': 'failure',
      '.github/workflows/text.yml': 'failure',
      good: 'success',
    });
    const [circle, text] = runs.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    expect(circle?.annotations[0]?.message).toMatch(/cycle/i);
    expect(text?.annotations[0]?.message).toMatch(/text\.yml:\d+:\d+: /);
  });
});
