import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deployInputs, deploying } from './deploying.ts';
import { expectOneError } from './failure.ts';
import { cancelledAt, type TestJob } from './job.ts';

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
    const { job, github, version, deploy } = await deploying(
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
    expect(environment).not.toContain(deployInputs.token);
  });

  it('leaves the model where it is when it need not fetch it, and verifies its registration', async () => {
    const { job, github, version } = await deploying(
      `{ run: 'echo "$ASSAY_URI$ASSAY_MODEL_PATH" > uri' }`,
    );
    const result = await job.step('deploy', { ...deployInputs, fetch: 'false' }, github.variables);
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

  it('takes a redirect for no sign of health', async () => {
    const url = await answering(302);
    const { github, deploy } = await deploying(
      `{ health: { url: '${url}', every: 60s, within: 1m } }`,
    );
    const result = await deploy();
    expectOneError(result, /not healthy in staging within 60 s: .*\/health answered 302/);
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
    const result = await job.step(
      'deploy',
      deployInputs,
      github.variables,
      cancelledAt(/^begun$/m),
    );
    expectOneError(result, /was stopped, because the job was cancelled/);
    expect(github.reported.map((one) => one.state)).toEqual(['in_progress']);
  });

  it('says the same when it waits for health', async () => {
    const { job, github } = await deploying(`{ health: { run: 'false', every: 60s } }`);
    const result = await job.step(
      'deploy',
      deployInputs,
      github.variables,
      cancelledAt(/ended with 1/),
    );
    expectOneError(result, /Nobody waits any more for bikes/);
    expect(github.reported.map((one) => one.state)).toEqual(['in_progress']);
  });
});
