import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Action } from '../../actions/action.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { readRecord } from '../../core/record/read.ts';
import { temporaryFolder } from '../adapters/temporary.ts';

const actionsFolder = fileURLToPath(new URL('../../actions', import.meta.url));
const execute = promisify(execFile);

/** How a step ended, as the runner sees it. */
export interface StepResult {
  readonly exitCode: number | null;
  readonly log: string;
  /** The `::error` commands in the log, without their properties. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** A job on a runner without artifact service and cache: its steps share the checkout and the temporary folder. */
export interface TestJob {
  readonly workspace: string;
  readonly head: string;
  /** Runs a bundle as a process. Inputs are by name; variables add to the runner's; `started` may kill it. */
  step(
    action: Action['name'],
    inputs: Readonly<Record<string, string>>,
    variables?: Readonly<Record<string, string>>,
    started?: (process: ChildProcess) => void,
  ): Promise<StepResult>;
  /** A record that a step wrote, read as the app reads it. */
  record(name: string, model?: string): Promise<Readonly<AnyRecord>>;
}

/** A job with a checkout of one commit that has these files. */
export async function testJob(files: Readonly<Record<string, string>>): Promise<TestJob> {
  const workspace = await temporaryFolder(files);
  const temporary = await temporaryFolder({ 'event.json': '' });
  const head = await commitAll(workspace);
  const eventPath = join(temporary, 'event.json');
  await writeFile(eventPath, JSON.stringify({ repository: { default_branch: 'main' } }));
  return {
    workspace,
    head,
    async step(action, inputs, variables = {}, started = () => undefined) {
      const files = {
        GITHUB_OUTPUT: 'output',
        GITHUB_STEP_SUMMARY: 'summary',
        GITHUB_ENV: 'env',
        GITHUB_STATE: 'state',
      };
      for (const name of Object.values(files)) await writeFile(join(temporary, name), '');
      const given = Object.entries({ config: '.github/assay.yml', token: '', bump: '', ...inputs });
      const script = join(actionsFolder, action, 'dist', 'index.js');
      const environment = {
        PATH: process.env['PATH'] ?? '',
        HOME: temporary,
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'octo/models',
        GITHUB_WORKSPACE: workspace,
        GITHUB_SHA: head,
        GITHUB_REF: 'refs/heads/main',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_EVENT_PATH: eventPath,
        GITHUB_RUN_ID: '42',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_WORKFLOW: 'ML',
        GITHUB_ACTOR: 'octocat',
        // Nobody listens there: a step that asks GitHub must be told where it is.
        GITHUB_API_URL: 'http://127.0.0.1:9',
        RUNNER_TEMP: temporary,
        ...Object.fromEntries(
          Object.entries(files).map(([key, name]) => [key, join(temporary, name)]),
        ),
        ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...variables,
      };
      const { exitCode, log } = await run(script, environment, started);
      return {
        exitCode,
        log,
        errors: commands(log, 'error'),
        warnings: commands(log, 'warning'),
        outputs: outputsOf(await readFile(join(temporary, 'output'), 'utf8')),
        summary: await readFile(join(temporary, 'summary'), 'utf8'),
      };
    },
    async record(name, model = 'bikes') {
      const path = join(temporary, 'assay', model, 'records', `${name}.json`);
      const result = readRecord(await readFile(path, 'utf8'), name);
      if (!result.ok) throw new Error(result.reason);
      return result.value;
    },
  };
}

async function commitAll(folder: string): Promise<string> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await execute('git', args, { cwd: folder })).stdout.trim();
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('add', '--all');
  const author = [
    '-c',
    'user.name=Test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgsign=false',
  ];
  await git(...author, 'commit', '--quiet', '--allow-empty', '--message', 'First');
  return git('rev-parse', 'HEAD');
}

async function run(
  script: string,
  environment: Readonly<Record<string, string>>,
  started: (process: ChildProcess) => void,
): Promise<{ exitCode: number | null; log: string }> {
  const child = spawn(process.execPath, [script], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started(child);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [output, errors, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { exitCode, log: output + errors };
}

/** Cancels the job of a process when its log has this. */
export function cancelledAt(pattern: RegExp): (process: ChildProcess) => void {
  return (child) => {
    let said = '';
    const listen = (piece: Buffer): void => {
      said += piece.toString();
      if (!pattern.test(said)) return;
      // Once, as the runner does: a second one would end the process where it stands.
      child.stdout?.off('data', listen);
      child.kill('SIGINT');
    };
    child.stdout?.on('data', listen);
  };
}

/** The messages of a workflow command in a log, as the runner decodes them. */
function commands(log: string, command: string): readonly string[] {
  return [...log.matchAll(new RegExp(`^::${command}(?: [^:]*)?::(.*)$`, 'gm'))].map(
    ([, message = '']) =>
      message.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'),
  );
}

/** The file of outputs: `name<<delimiter`, the value's lines, the delimiter. */
function outputsOf(file: string): Record<string, string> {
  const blocks = file.matchAll(
    /^(?<name>[^\n<]+)<<(?<delimiter>\S+)\n(?<value>[\s\S]*?)\n\k<delimiter>$/gm,
  );
  return Object.fromEntries(
    [...blocks].map(({ groups = {} }) => [groups['name'] ?? '', groups['value'] ?? '']),
  );
}

/** Writes a file of the checkout without committing it. */
export async function put(job: TestJob, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(job.workspace, path)), { recursive: true });
  await writeFile(join(job.workspace, path), content);
}
