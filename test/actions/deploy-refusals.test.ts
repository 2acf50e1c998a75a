import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../../core/errors.ts';
import { type DeployJob, deploying, type Differences, stagingFile } from './deploying.ts';

const touch = `{ run: 'touch served' }`;

const hasRun = ({ job }: DeployJob): boolean => existsSync(join(job.workspace, 'served'));

describe('a deployment that deploy refuses', () => {
  it.each<readonly [string, Differences, RegExp]>([
    [
      'names a version that is not registered',
      { payload: { version: '9.0.0' } },
      /no such version is registered/,
    ],
    [
      'names another digest than the registered one',
      { payload: { digest: `sha256:${'0'.repeat(64)}` } },
      /and bikes@v1\.0\.0 was registered as/,
    ],
    [
      'names another address than the registered one',
      { payload: { uri: 'https://evil.example.org/model' } },
      /and bikes@v1\.0\.0 was registered as/,
    ],
    ['names a model that is not configured', { payload: { model: 'trains' } }, /trains/],
    [
      'is of a version that nobody has merged into the desired state',
      { files: { [stagingFile]: 'uri: none\n' } },
      /deploy\/staging\.yaml at .* does not ask for bikes@v1\.0\.0/,
    ],
    [
      'is of a package that was replaced',
      { archive: Buffer.from('other bytes') },
      /bikes-1\.0\.0\.tar\.gz/,
    ],
    [
      'is of another commit than the one that is checked out',
      { event: { sha: 'a'.repeat(40) } },
      /check out the commit of the event/,
    ],
    [
      'is to an environment that is not configured',
      { event: { environment: 'moon' } },
      /no environment moon/,
    ],
  ])('%s: that is reported, and no command runs', async (_, differences, message) => {
    const job = await deploying(touch, differences);
    const { outputs, error } = await job.inPlace();
    expect(error).toBeInstanceOf(AssayError);
    expect(error).toMatchObject({ message: expect.stringMatching(message) as string });
    expect(outputs).toMatchObject({ outcome: 'unhealthy' });
    expect(job.github.reported.at(-1)).toMatchObject({ state: 'failure' });
    expect(hasRun(job)).toBe(false);
  });
});

describe('deploy reports nothing', () => {
  it("of a deployment that is none of Assay's, and of one that another tool brings out", async () => {
    const foreign = await deploying(touch, { event: { payload: { web: true } } });
    const skipped = await foreign.inPlace();
    expect(skipped).toEqual({
      outputs: { environment: 'staging', outcome: 'skipped' },
      error: null,
    });
    const other = await deploying(null);
    expect((await other.inPlace()).outputs).toMatchObject({ outcome: 'skipped', model: 'bikes' });
    expect([...foreign.github.reported, ...other.github.reported]).toEqual([]);
    expect(hasRun(foreign)).toBe(false);
  });

  it('but "inactive" when a newer deployment of the model has come, whatever came of others', async () => {
    const job = await deploying(touch);
    const { model, version, package: packed } = job.version.record;
    const of = (id: number, name: string) => ({
      id,
      sha: job.job.head,
      environment: 'staging',
      creator: null,
      payload: { model: name, version, digest: packed.digest, uri: packed.uri },
    });
    job.github.newer.push(of(9, 'trains'));
    expect((await job.inPlace()).outputs).toMatchObject({ outcome: 'healthy' });
    job.github.newer.push(of(8, model));
    job.github.reported.splice(0);
    expect(await job.inPlace()).toMatchObject({ outputs: { outcome: 'superseded' }, error: null });
    expect(job.github.reported).toMatchObject([
      { state: 'inactive', description: 'The deployment 8 has come after this one.' },
    ]);
  });

  it('without a permission, and says which one; what may pass is tried again', async () => {
    const job = await deploying(touch);
    job.github.answers.push(403, 403);
    const { error } = await job.inPlace();
    expect(error).toMatchObject({
      message: expect.stringContaining(
        'Add "permissions: deployments: write" to the job',
      ) as string,
    });
    job.github.answers.push(502);
    expect((await job.inPlace()).outputs).toMatchObject({ outcome: 'healthy' });
    expect(job.github.reported.map((one) => one.state)).toEqual(['in_progress', 'success']);
  });

  it('outside of the event "deployment"', async () => {
    const job = await deploying(touch);
    job.github.variables.GITHUB_EVENT_NAME = 'push';
    const { error } = await job.inPlace();
    expect(error).toMatchObject({
      message: expect.stringContaining('write "on: deployment" in it') as string,
    });
  });
});
