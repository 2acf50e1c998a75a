import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import { readJob } from '../../adapters/actions-runtime/job.ts';
import { register } from '../../actions/register/register.ts';
import { bikes } from '../actions/bikes.ts';
import { testJob } from '../actions/job.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import { type GitHubWorld, permissions } from '../e2e/app/world.ts';

const execute = promisify(execFile);

/** A version that the actions have trained, evaluated and registered at an embedded GitHub. */
export interface RegisteredVersion {
  /** `owner/name`. */
  readonly repository: string;
  readonly commit: string;
  /** Everything that `register` has printed, without the commands that mask. */
  readonly log: string;
  /** Where the actions left their records. */
  readonly temporary: string;
}

let count = 0;

/** Registers version 1.0.0 of `bikes`, with these inputs of the action. */
export async function registerBikes(
  world: GitHubWorld,
  inputs: Readonly<Record<string, string>>,
): Promise<RegisteredVersion> {
  count += 1;
  const repository = `acme/bikes-${count}`;
  await world.github.admin.createRepository({ name: repository });
  for (const [login, permission] of Object.entries(permissions)) {
    world.github.admin.setPermission(repository, login, permission);
  }
  const job = await testJob(bikes);
  const address = new URL(`${repository}.git`, `${world.github.url}/`);
  Object.assign(address, { username: 'acme', password: world.token('acme') });
  await execute('git', ['push', '--quiet', address.href, 'HEAD:refs/heads/main'], {
    cwd: job.workspace,
  });
  const temporary = await temporaryFolder({ 'event.json': '{}' });
  const variables = {
    GITHUB_REPOSITORY: repository,
    GITHUB_SERVER_URL: world.github.url,
    GITHUB_API_URL: world.github.apiUrl,
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/ml.yml@refs/heads/main`,
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_TEMP: temporary,
  };
  await job.step('train', { model: 'bikes' }, variables);
  await job.step('evaluate', { model: 'bikes' }, variables);
  const log = await registerHere(
    {
      ...variables,
      GITHUB_WORKSPACE: job.workspace,
      GITHUB_SHA: job.head,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_WORKFLOW: 'ML',
      GITHUB_ACTOR: 'octocat',
    },
    {
      model: 'bikes',
      config: '.github/assay.yml',
      token: world.token('acme'),
      ...inputs,
    },
  );
  return { repository, commit: job.head, log, temporary: join(temporary, 'assay', 'bikes') };
}

/** The action by its sources, in this process. */
async function registerHere(
  variables: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
): Promise<string> {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await register.run({
      job: readJob(variables, { repository: { default_branch: 'main' } }),
      input: (name) => inputs[name] ?? '',
      output: () => undefined,
      variables,
      cancelled: new AbortController().signal,
      now: () => new Date(),
    });
    return written.mock.calls
      .map(([text]) => String(text))
      .filter((text) => !text.startsWith('::add-mask::'))
      .join('');
  } finally {
    written.mockRestore();
  }
}
