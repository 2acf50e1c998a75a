import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Octokit } from 'octokit';
import type { SandboxGitHub } from '../sandbox/github/contract.ts';
import { startGitHub } from '../sandbox/github/index.ts';
import type { Bench, Figure } from './figure.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const repetitions = 9;

/** A model whose commands take next to no time: what is left is the action's own. */
const configuration = `
version: 1
models:
  tiny:
    task: regression
    train: { run: 'sh train.sh', inputs: [train.sh], outputs: [model/] }
    evaluate:
      run: 'sh evaluate.sh'
      predictions: { path: predictions.csv, label: y, prediction: y_hat }
      metrics: [mae, rmse, r2]
    monitor: { reference: { path: reference.csv }, current: { path: current.csv } }
`;

/** The configured command of each action, in the order of a job; register and monitor have none. */
const commands = {
  train: 'sh train.sh',
  evaluate: 'sh evaluate.sh',
  register: null,
  monitor: null,
} as const;

type Action = keyof typeof commands;

/**
 * The seconds that an action takes beyond the command it runs, each as a new process, without an upload of records;
 * register with its calls to the embedded GitHub, where it makes a version each time.
 */
export const overhead: Bench = {
  name: 'overhead',
  about: `the time that each action adds to its command (new processes, median of ${repetitions})`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
    const github = await startGitHub({ folder: join(folder, 'github') });
    try {
      const environment = await prepare(folder, github);
      const actions = Object.keys(commands) as Action[];
      const added = new Map(actions.map((action): [Action, number[]] => [action, []]));
      for (let round = 0; round < repetitions; round += 1) {
        for (const action of actions) added.get(action)?.push(await addedBy(action, environment));
      }
      return actions.map((action): Figure => {
        const value = median(added.get(action) ?? []);
        return { name: `overhead-${action}`, value, unit: 's', goal: { op: '<', number: 1 } };
      });
    } finally {
      await github.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function addedBy(action: Action, environment: NodeJS.ProcessEnv): Promise<number> {
  const script = join(projectFolder, 'actions', action, 'dist', 'index.js');
  const command = commands[action];
  const whole = await seconds(process.execPath, [script], environment);
  if (command === null) return whole;
  // The same command once more; what it writes is another model, so the action's own outputs are kept.
  const kept = { ...environment, OUTPUT: '/dev/null' };
  return whole - (await seconds('bash', ['-c', command], kept));
}

/** A repository with the tiny model here and at the embedded GitHub, and the variables that a runner sets. */
async function prepare(folder: string, github: SandboxGitHub): Promise<NodeJS.ProcessEnv> {
  const workspace = join(folder, 'workspace');
  await mkdir(join(workspace, '.github'), { recursive: true });
  const rows = Array.from({ length: 300 }, (_, row) => `${row % 17},${(row * 7) % 23}`);
  const files: Readonly<Record<string, string>> = {
    '.github/assay.yml': configuration,
    'train.sh': 'mkdir -p model && date +%s%N > ${OUTPUT:-model/weights}',
    'evaluate.sh': `cp labels.csv predictions.csv`,
    'labels.csv': ['y,y_hat', ...rows].join('\n'),
    'reference.csv': ['a,b', ...rows].join('\n'),
    'current.csv': ['a,b', ...rows.toReversed()].join('\n'),
    'event.json': '{}',
  };
  for (const [path, content] of Object.entries(files)) {
    await writeFile(join(workspace, path), `${content}\n`);
  }
  const { token } = github.admin.createUser('acme');
  await github.admin.createRepository({ name: 'acme/tiny' });
  const origin = new URL('acme/tiny.git', `${github.url}/`);
  origin.username = 'acme';
  origin.password = token;
  const environment = { PATH: process.env['PATH'], HOME: folder };
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['-c', 'user.name=acme', '-c', 'user.email=acme@localhost', 'commit', '--quiet', '-m', 'Tiny'],
    ['push', '--quiet', origin.href, 'main'],
  ]) {
    await seconds('git', ['-C', workspace, ...args], environment);
  }
  const { data: branch } = await new Octokit({
    auth: token,
    baseUrl: github.apiUrl,
  }).rest.repos.getBranch({ owner: 'acme', repo: 'tiny', branch: 'main' });
  return {
    ...environment,
    INPUT_MODEL: 'tiny',
    INPUT_CONFIG: '.github/assay.yml',
    INPUT_BUMP: 'minor',
    INPUT_TOKEN: token,
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/tiny',
    GITHUB_WORKSPACE: workspace,
    GITHUB_SERVER_URL: github.url,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_SHA: branch.commit.sha,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(workspace, 'event.json'),
    GITHUB_RUN_ID: '1',
    GITHUB_OUTPUT: await emptyFile(folder, 'output'),
    GITHUB_STEP_SUMMARY: await emptyFile(folder, 'summary'),
    RUNNER_TEMP: join(folder, 'temporary'),
    BENCH_WORKSPACE: workspace,
  };
}

async function emptyFile(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, '');
  return path;
}

/** How long a program takes. Throws when it fails. */
async function seconds(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const started = performance.now();
  const child = spawn(program, args, {
    env: environment,
    cwd: environment['BENCH_WORKSPACE'],
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  if (exitCode !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${exitCode}.`);
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
