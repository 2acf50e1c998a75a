import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bikes } from './bikes.ts';
import { deploymentOf } from './deployment-service.ts';
import { expectOneError } from './failure.ts';
import { type TestJob, testJob } from './job.ts';
import { type Released, released } from './released.ts';

const state = 'deploy/staging.yaml';
const inputs = { token: 'a secret token', fetch: 'true' };

let version: Released;

beforeEach(async () => {
  version = await released({ 'model/weights.txt': 'offset: 2\n' });
});

/** A repository whose staging asks for the version, and deploys as `how` says. */
function repository(how: string | null): Record<string, string> {
  const deploy = how === null ? '' : `\n        deploy: ${how}`;
  return {
    ...bikes,
    '.github/assay.yml': `${bikes['.github/assay.yml']}    environments:
      staging:
        state: ${state}
        set: { uri: '{{version.uri}}' }
        url: https://bikes.example.org/${deploy}
`,
    [state]: `uri: ${version.record.package.uri}\n`,
  };
}

function payload(changes: object = {}) {
  const { model, version: number, package: packed } = version.record;
  return { model, version: number, digest: packed.digest, uri: packed.uri, ...changes };
}

/** A job that was started by a deployment of the version. */
async function deploying(how: string | null, changes: object = {}, files: object = {}) {
  const job = await testJob({ ...repository(how), ...files });
  const github = await deploymentOf(version, { sha: job.head, payload: payload(changes) });
  return { job, github, deploy: () => job.step('deploy', inputs, github.variables) };
}

const served = (job: TestJob, file: string): string => join(job.workspace, 'served', file);

/** A server that gives these answers one after another, and the last one from then on. */
async function answering(...statuses: readonly number[]): Promise<string> {
  let asked = 0;
  const server = createServer((_, response) => {
    response.statusCode = statuses[Math.min(asked, statuses.length - 1)] ?? 500;
    asked += 1;
    response.setHeader('location', '/login');
    response.end('Hello');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/health?key=secret`;
}

describe('deploy', () => {
  it('verifies the model, hands it to the command, and reports that the version is healthy', async () => {
    const { job, github, deploy } = await deploying(
      `{ run: 'cp -r "$ASSAY_MODEL_PATH/." served && env > served/env', health: { run: 'cmp served/model/weights.txt <(echo "offset: 2")', times: 2, every: 1s } }`,
    );
    const result = await deploy();
    expect(result.errors, result.log).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toEqual({
      outcome: 'healthy',
      model: 'bikes',
      version: '1.0.0',
      environment: 'staging',
    });
    const log_url = 'https://github.com/octo/models/actions/runs/42';
    expect(github.reported).toEqual([
      {
        state: 'in_progress',
        description: 'Deploying bikes@v1.0.0.',
        log_url,
        environment_url: 'https://bikes.example.org/',
      },
      {
        state: 'success',
        description: 'bikes@v1.0.0 is healthy: the health command ended with 0, 2 times in a row.',
        log_url,
        environment_url: 'https://bikes.example.org/',
      },
    ]);
    const environment = await readFile(served(job, 'env'), 'utf8');
    const { digest, uri } = version.record.package;
    for (const line of [
      'ASSAY_MODEL=bikes',
      'ASSAY_VERSION=1.0.0',
      `ASSAY_DIGEST=${digest}`,
      `ASSAY_URI=${uri}`,
      'ASSAY_ENVIRONMENT=staging',
      'ASSAY_ROLE=champion',
      'ASSAY_SHARE=',
    ]) {
      expect(environment.split('\n')).toContain(line);
    }
    expect(environment).not.toContain(inputs.token);
  });

  it('leaves the model where it is when it need not fetch it, and verifies its registration', async () => {
    const { job, github } = await deploying(`{ run: 'echo "$ASSAY_URI$ASSAY_MODEL_PATH" > uri' }`);
    const result = await job.step('deploy', { ...inputs, fetch: 'false' }, github.variables);
    expect(result.outputs['outcome'], result.log).toBe('healthy');
    const { uri } = version.record.package;
    expect(await readFile(join(job.workspace, 'uri'), 'utf8')).toBe(`${uri}\n`);
  });

  it('waits for an address that comes up, goes down and comes up again', async () => {
    const url = await answering(503, 200, 500, 200, 204);
    const { github, deploy } = await deploying(
      `{ health: { url: '${url}', every: 1s, within: 1m, times: 2 } }`,
    );
    const result = await deploy();
    expect(result.outputs['outcome'], result.log).toBe('healthy');
    const [, success] = github.reported;
    expect(success?.description).toMatch(/\/health answered 204, 2 times in a row\.$/);
    expect(
      JSON.stringify(github.reported) + result.log.replaceAll(/^.*assay.yml.*$/gm, ''),
    ).not.toContain('key=secret');
  });

  it.each([
    ['a redirect', 302],
    ['an error', 500],
  ])('takes %s for no sign of health', async (_, status) => {
    const url = await answering(status);
    const { github, deploy } = await deploying(
      `{ health: { url: '${url}', every: 60s, within: 1m } }`,
    );
    const result = await deploy();
    expectOneError(result, new RegExp(`not healthy within 60 s: .*/health answered ${status}`));
    expect(result.outputs['outcome']).toBe('unhealthy');
    expect(github.reported.map((one) => one.state)).toEqual(['in_progress', 'failure']);
  });

  it('reports why a command failed, and looks no further', async () => {
    const { job, github, deploy } = await deploying(
      `{ run: 'echo "no room on the disk"; exit 3', health: { run: 'touch looked' } }`,
    );
    expectOneError(await deploy(), /deployment command of bikes .* failed with exit code 3/);
    const [, failure] = github.reported;
    expect(failure).toMatchObject({ state: 'failure' });
    expect(failure?.description.length).toBeLessThanOrEqual(140);
    expect(existsSync(join(job.workspace, 'looked'))).toBe(false);
  });

  it('leaves a deployment in progress when the job is cancelled', async () => {
    const { job, github } = await deploying(`{ run: 'echo begun; sleep 60' }`);
    const result = await job.step('deploy', inputs, github.variables, /^begun$/m);
    expectOneError(result, /was stopped, because the job was cancelled/);
    expect(github.reported.map((one) => one.state)).toEqual(['in_progress']);
  });

  it('says the same when it waits for health', async () => {
    const { job, github } = await deploying(`{ health: { run: 'false', every: 60s } }`);
    const result = await job.step('deploy', inputs, github.variables, /ended with 1/);
    expectOneError(result, /Nobody waits any more for bikes/);
    expect(github.reported.map((one) => one.state)).toEqual(['in_progress']);
  });
});

describe('a deployment that deploy refuses', () => {
  const touch = `{ run: 'touch served' }`;

  it.each([
    ['a version that is not registered', { version: '9.0.0' }, /no such version is registered/],
    [
      'another digest',
      { digest: `sha256:${'0'.repeat(64)}` },
      /and bikes@v1.0.0 was registered as/,
    ],
    ['a model that is not configured', { model: 'trains' }, /trains/],
  ])('names %s: it fails, and no command runs', async (_, changes, message) => {
    const { job, github, deploy } = await deploying(touch, changes);
    expectOneError(await deploy(), message);
    expect(github.reported.at(-1)).toMatchObject({ state: 'failure' });
    expect(existsSync(join(job.workspace, 'served'))).toBe(false);
  });

  it('is of a version that nobody has merged into the desired state', async () => {
    const { deploy } = await deploying(touch, {}, { [state]: 'uri: none\n' });
    expectOneError(await deploy(), /deploy\/staging\.yaml at .* does not ask for bikes@v1\.0\.0/);
  });

  it('is of a package that was replaced', async () => {
    const job = await testJob(repository(touch));
    const replaced = { ...version, archive: Buffer.from('other bytes') };
    const github = await deploymentOf(replaced, { sha: job.head, payload: payload() });
    expectOneError(await job.step('deploy', inputs, github.variables), /bikes-1\.0\.0\.tar\.gz/);
    expect(github.reported.at(-1)).toMatchObject({ state: 'failure' });
    expect(existsSync(join(job.workspace, 'served'))).toBe(false);
  });

  it('is of another commit than the one that is checked out, or of an unknown environment', async () => {
    const job = await testJob(repository(touch));
    const other = await deploymentOf(version, { sha: 'a'.repeat(40), payload: payload() });
    expectOneError(await job.step('deploy', inputs, other.variables), /check out the commit of/);
    const deploying = { sha: job.head, payload: payload(), environment: 'moon' };
    const moon = await deploymentOf(version, deploying);
    expectOneError(await job.step('deploy', inputs, moon.variables), /no environment moon/);
  });
});

describe('deploy reports nothing', () => {
  it("of a deployment that is none of Assay's, and of one that another tool brings out", async () => {
    const foreign = await testJob(repository(`{ run: 'touch served' }`));
    const web = await deploymentOf(version, { sha: foreign.head, payload: { web: true } });
    const skipped = await foreign.step('deploy', inputs, web.variables);
    expect(skipped.outputs, skipped.log).toEqual({ environment: 'staging', outcome: 'skipped' });
    const { github, deploy } = await deploying(null);
    expect((await deploy()).outputs['outcome']).toBe('skipped');
    expect([...web.reported, ...github.reported]).toEqual([]);
  });

  it('but "inactive" when a newer deployment of the model has come, whatever came of others', async () => {
    const { job, github, deploy } = await deploying(`{ run: 'touch served' }`);
    const of = (id: number, model: string) => ({
      id,
      sha: job.head,
      environment: 'staging',
      creator: null,
      payload: payload({ model }),
    });
    github.newer.push(of(9, 'trains'), of(8, 'bikes'));
    const result = await deploy();
    expect(result.exitCode, result.log).toBe(0);
    expect(result.outputs['outcome']).toBe('superseded');
    expect(github.reported).toMatchObject([
      { state: 'inactive', description: 'The deployment 8 has come after this one.' },
    ]);
    expect(existsSync(join(job.workspace, 'served'))).toBe(false);
  });

  it('without a permission, and says which one; what may pass is tried again', async () => {
    const { github, deploy } = await deploying(`{ run: 'true' }`);
    github.answers.push(403, 403);
    expectOneError(await deploy(), /Add "permissions: deployments: write" to the job/);
    github.answers.push(502);
    const result = await deploy();
    expect(result.outputs['outcome'], result.log).toBe('healthy');
    expect(github.reported.map((one) => one.state)).toEqual(['in_progress', 'success']);
  });

  it('outside of the event "deployment"', async () => {
    const job = await testJob(repository(null));
    expectOneError(await job.step('deploy', inputs), /write "on: deployment" in it/);
  });
});
