import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { SandboxGitHub } from '../../../sandbox/github/contract.ts';
import { startGitHub } from '../../../sandbox/github/index.ts';
import { startRunner, type WorkflowRunner } from '../../../sandbox/runner/index.ts';
import { readRuns, type Run } from './run-view.ts';
import { Repository, type Files } from './working-copy.ts';

export const person = 'octo';

/** `uses: octo-org/toolbox/<folder>@v1` runs the action in this folder of a test's sandbox. */
export const toolbox = 'octo-org/toolbox';

/** An embedded GitHub and a runner that all tests of one file share; each test has repositories of its own. */
export interface Sandbox {
  readonly github: SandboxGitHub;
  readonly runner: WorkflowRunner;
  readonly token: string;
  /** The folder that stands for the repository `toolbox`. */
  readonly toolboxFolder: string;
  /** What every job logged, as it came. */
  readonly heard: readonly string[];
  /** A new empty repository, and a working copy that pushes to it. */
  repository(): Promise<Repository>;
  /** The runs of a repository when all is quiet, oldest first. */
  runs(repository: Repository): Promise<readonly Run[]>;
  /** The only run of a repository when all is quiet. */
  onlyRun(repository: Repository): Promise<Run>;
  /** Pushes a workflow, and other files, to `main` of a new repository and waits for its only run. */
  run(workflow: string, files?: Files): Promise<Run>;
}

/**
 * Starts a sandbox before the tests of a file and ends it after them; then GitHub's description of its API must
 * have been kept by all that was said.
 */
export function useSandbox(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), 'assay-runner-'));
  const toolboxFolder = join(folder, 'toolbox');
  mkdirSync(toolboxFolder);
  const heard: string[] = [];
  let started: { github: SandboxGitHub; runner: WorkflowRunner; token: string } | undefined;
  let repositories = 0;
  const parts = (): NonNullable<typeof started> => {
    if (started === undefined) throw new Error('The sandbox has not started.');
    return started;
  };

  beforeAll(async () => {
    const github = await startGitHub({ folder: join(folder, 'github') });
    const runner = startRunner({
      github,
      folder: join(folder, 'runner'),
      cacheFolder: join(folder, 'cache'),
      localActions: { [toolbox]: toolboxFolder },
      onLog: ({ text }) => void heard.push(text),
    });
    started = { github, runner, token: github.admin.createUser(person).token };
  });

  afterAll(async () => {
    const { github, runner } = parts();
    await runner.close();
    await github.close();
    rmSync(folder, { recursive: true, force: true });
    expect(github.violations).toEqual([]);
  });

  const sandbox: Sandbox = {
    get github() {
      return parts().github;
    },
    get runner() {
      return parts().runner;
    },
    get token() {
      return parts().token;
    },
    toolboxFolder,
    heard,
    async repository() {
      const { github, token } = parts();
      repositories += 1;
      const name = `${person}/model-${repositories}`;
      await github.admin.createRepository({ name });
      return Repository.open({ github, name, person, token, folder: join(folder, 'copies') });
    },
    async runs(repository) {
      const { github, runner } = parts();
      // The end of a run may start another, and that one more: GitHub allows three in a row.
      for (let round = 0; round <= 3; round += 1) {
        await runner.idle();
        await github.admin.deliveriesSettled();
      }
      await runner.idle();
      return readRuns(repository, runner);
    },
    async onlyRun(repository) {
      const runs = await sandbox.runs(repository);
      const [run] = runs;
      if (run === undefined || runs.length > 1) throw new Error(`There are ${runs.length} runs.`);
      return run;
    },
    async run(workflow, files = {}) {
      const repository = await sandbox.repository();
      await repository.push({ '.github/workflows/test.yml': workflow, ...files });
      return sandbox.onlyRun(repository);
    },
  };
  return sandbox;
}
