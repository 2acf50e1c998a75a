import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import type { Step } from '../../actions/action.ts';
import { openModel } from '../../actions/open-model.ts';
import { readJob } from '../../adapters/actions-runtime/job.ts';
import { temporaryFolder } from '../adapters/temporary.ts';

/** A step in this process, for what an action's parts do; the whole actions run as bundles in `job.ts`. */
export async function stepWith(
  files: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
) {
  const workspace = await temporaryFolder(files);
  const git = (...args: readonly string[]) =>
    promisify(execFile)('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
      cwd: workspace,
    });
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', '--message', 'First');
  const { stdout: head } = await git('rev-parse', 'HEAD');
  const environment = {
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_WORKSPACE: workspace,
    GITHUB_SHA: head.trim(),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    RUNNER_TEMP: join(workspace, '.temporary'),
    ...variables,
  };
  const given: Readonly<Record<string, string>> = {
    model: 'bikes',
    config: '.github/assay.yml',
    token: '',
    ...inputs,
  };
  const step: Step = {
    job: readJob(environment, { repository: { default_branch: 'main' } }),
    input: (name) => given[name] ?? '',
    output: () => undefined,
    variables: environment,
    cancelled: new AbortController().signal,
    now: () => new Date('2026-03-04T05:06:07Z'),
  };
  return { step, model: await openModel(step) };
}

/** What a step says in its log while it does something. */
export async function logged<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly log: string }> {
  const said: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  try {
    const value = await work();
    return { value, log: said.join('') };
  } finally {
    write.mockRestore();
  }
}
