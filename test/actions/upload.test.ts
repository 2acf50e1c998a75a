import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Step } from '../../actions/action.ts';
import type { Model } from '../../actions/open-model.ts';
import { upload } from '../../actions/upload.ts';
import { readJob } from '../../adapters/actions-runtime/job.ts';
import { recordsFolder } from '../../adapters/workspace/records.ts';
import { UnavailableError } from '../../core/errors.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import { artifactService } from './artifact-service.ts';
import { released } from './released.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A job of its own with a record of `bikes`: uploads it, and gives the warnings that the step logged. */
async function jobOf({ variables }: Awaited<ReturnType<typeof artifactService>>, attempt = '1') {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const records = recordsFolder(await temporaryFolder(), 'bikes');
  await records.write((await released({ 'model/weights.txt': 'offset: 1\n' })).record);
  const job = readJob(
    {
      GITHUB_REPOSITORY: 'octo/models',
      GITHUB_WORKSPACE: records.root,
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_RUN_ID: '42',
      GITHUB_RUN_ATTEMPT: attempt,
    },
    {},
  );
  const step: Step = {
    job,
    input: () => '',
    output: () => undefined,
    variables,
    cancelled: new AbortController().signal,
    now: () => new Date(),
  };
  const model: Model = {
    name: 'bikes',
    config: {} as Model['config'],
    folder: '',
    records,
    checkout: '',
  };
  return async () => {
    const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await upload(step, model);
    const warnings = log.mock.calls
      .map(([text]) => String(text))
      .filter((text) => text.startsWith('::warning'));
    log.mockRestore();
    return warnings;
  };
}

describe('uploading the records of a model', () => {
  it('replaces what an earlier step of the job uploaded, and says nothing of it', async () => {
    const service = await artifactService();
    const step = await jobOf(service);
    expect(await step()).toEqual([]);
    expect(await step()).toEqual([]);
    expect([...service.artifacts]).toEqual([['assay-bikes', 2]]);
  });

  it('warns when it replaces what another job of the run uploaded', async () => {
    const service = await artifactService();
    await (
      await jobOf(service)
    )();
    const warnings = await (await jobOf(service))();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/Replaced the records of bikes that another job of this run/);
  });

  it('does not warn of the artifact of an earlier attempt', async () => {
    const service = await artifactService();
    await (
      await jobOf(service)
    )();
    expect(await (await jobOf(service, '2'))()).toEqual([]);
  });

  it('is tried once more, because the earlier artifact is deleted by then', async () => {
    const service = await artifactService();
    const step = await jobOf(service);
    await step();
    service.failing = 1;
    await step();
    expect([...service.artifacts]).toEqual([['assay-bikes', 2]]);
  });

  it('fails with a sentence when the second try fails too', async () => {
    const service = await artifactService();
    const step = await jobOf(service);
    service.failing = 2;
    const uploading = step();
    await expect(uploading).rejects.toBeInstanceOf(UnavailableError);
    await expect(uploading).rejects.toThrow(/did not take the artifact assay-bikes with records/);
    expect(service.asked.filter((method) => method === 'FinalizeArtifact')).toHaveLength(2);
  });

  it('says so when the server takes no artifacts of this kind', async () => {
    const service = await artifactService();
    const step = await jobOf(service);
    vi.stubEnv('GITHUB_SERVER_URL', 'https://github.example.com');
    await expect(step()).rejects.toMatchObject({
      code: 'artifacts-not-supported',
      message: expect.stringMatching(/version 4 need github\.com/),
    });
    expect(service.asked).toEqual([]);
  });
});
