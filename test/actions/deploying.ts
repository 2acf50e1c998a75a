import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import { deploy } from '../../actions/deploy/deploy.ts';
import { readJob } from '../../adapters/actions-runtime/job.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import { bikes } from './bikes.ts';
import { type Deploying, deploymentOf } from './deployment-service.ts';
import { type StepResult, type TestJob, testJob } from './job.ts';
import { type Released, released } from './released.ts';

/** Where the desired state of the tests' environment lies. */
export const stagingFile = 'deploy/staging.yaml';

export const deployInputs = { token: 'a secret token', fetch: 'true' } as const;

/** A job that was started by a deployment of version 1.0.0 of `bikes`. */
export interface DeployJob {
  readonly job: TestJob;
  readonly version: Released;
  readonly github: Awaited<ReturnType<typeof deploymentOf>>;
  /** Runs the bundle as a process. */
  readonly deploy: () => Promise<StepResult>;
  /** Runs the action in this process, which is faster; gives its outputs, or what it threw. */
  readonly inPlace: () => Promise<{
    readonly outputs: Readonly<Record<string, string>>;
    readonly error: unknown;
  }>;
}

/** What differs from a deployment as the app makes it. */
export interface Differences {
  readonly payload?: object;
  readonly event?: Partial<Deploying>;
  readonly files?: Readonly<Record<string, string>>;
  readonly archive?: Uint8Array;
}

/** A repository whose staging asks for the version and deploys as `how` says, and a job for a deployment. */
export async function deploying(
  how: string | null,
  differences: Differences = {},
): Promise<DeployJob> {
  const version = await released({ 'model/weights.txt': 'offset: 2\n' });
  const { model, version: number, package: packed } = version.record;
  const files = { ...repository(how, packed.uri), ...differences.files };
  const job = await testJob(files);
  const payload = { model, version: number, digest: packed.digest, uri: packed.uri };
  const { archive = version.archive } = differences;
  const github = await deploymentOf(
    { ...version, archive },
    { sha: job.head, payload: { ...payload, ...differences.payload }, ...differences.event },
  );
  // Unless a test says otherwise, the default branch is at the deployed commit.
  Object.assign(github.main, files);
  return {
    job,
    version,
    github,
    deploy: () => job.step('deploy', deployInputs, github.variables),
    inPlace: () => inPlace(job, github.variables),
  };
}

function repository(how: string | null, uri: string): Record<string, string> {
  const line = how === null ? '' : `\n        deploy: ${how}`;
  return {
    ...bikes,
    '.github/assay.yml': `${bikes['.github/assay.yml']}    environments:
      staging:
        state: ${stagingFile}
        set: { uri: '{{version.uri}}' }
        challenger: { set: { canary.uri: '{{version.uri}}', canary.share: '{{share}}' } }
        url: https://bikes.example.org/${line}
`,
    [stagingFile]: `uri: ${uri}\n`,
  };
}

async function inPlace(
  { workspace, head }: TestJob,
  given: Awaited<ReturnType<typeof deploymentOf>>['variables'],
): ReturnType<DeployJob['inPlace']> {
  const variables = {
    ...given,
    PATH: process.env['PATH'],
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_WORKSPACE: workspace,
    GITHUB_SHA: head,
    RUNNER_TEMP: await temporaryFolder({}),
  };
  const event: unknown = JSON.parse(await readFile(given.GITHUB_EVENT_PATH, 'utf8'));
  const inputs = { config: '.github/assay.yml', ...deployInputs };
  const outputs: Record<string, string> = {};
  // The runner would take what is said for commands to itself.
  const spoken = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await deploy.run({
      job: readJob(variables, event),
      input: (name) => inputs[name],
      output: (name, value) => {
        outputs[name] = value;
      },
      variables,
      cancelled: new AbortController().signal,
      now: () => new Date(),
    });
    return { outputs, error: null };
  } catch (error) {
    return { outputs, error };
  } finally {
    spoken.mockRestore();
  }
}
