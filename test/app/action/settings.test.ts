import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppInput } from '../../../app/action/inputs.ts';
import { type ActionSettings, readSettings } from '../../../app/action/settings.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-settings-'));
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

const payload = { action: 'opened', repository: { default_branch: 'trunk' } };

/** Reads the settings of a step whose event file holds this; a variable may be missing, or another. */
async function read(
  event: unknown,
  variables: Readonly<Record<string, string>> = {},
  inputs: Partial<Record<AppInput, string>> = { token: 'ghs_1' },
): Promise<ActionSettings> {
  const file = join(folder, 'event.json');
  await writeFile(file, JSON.stringify(event));
  const all = {
    GITHUB_REPOSITORY: 'acme/bikes',
    GITHUB_EVENT_PATH: file,
    GITHUB_EVENT_NAME: 'pull_request_target',
    GITHUB_RUN_ID: '12',
    GITHUB_RUN_ATTEMPT: '2',
    ...variables,
  };
  return readSettings(all, (name) => inputs[name] ?? '');
}

describe('the settings of the action', () => {
  it('are what the runner says, and the inputs', async () => {
    expect(await read(payload)).toEqual({
      owner: 'acme',
      repo: 'bikes',
      defaultBranch: 'trunk',
      apiUrl: 'https://api.github.com',
      event: 'pull_request_target',
      payload,
      id: 'run 12 attempt 2',
      token: 'ghs_1',
      pullRequestToken: null,
      stores: {
        hosts: null,
        variables: expect.objectContaining({ GITHUB_TOKEN: 'ghs_1' }) as unknown,
        progress: expect.any(Function) as unknown,
      },
    });
  });

  it('name another API, and another token for pull requests', async () => {
    const apiUrl = 'https://github.example.com/api/v3';
    const inputs = { token: 'ghs_1', 'pull-request-token': 'github_pat_2' };
    expect(await read(payload, { GITHUB_API_URL: apiUrl }, inputs)).toMatchObject({
      apiUrl,
      pullRequestToken: 'github_pat_2',
    });
  });

  it('are refused outside a workflow, without a token, and of an event without a repository', async () => {
    const outside = read(payload, { GITHUB_REPOSITORY: 'bikes' });
    await expect(outside).rejects.toThrow('run this action as a step of a GitHub workflow');
    await expect(read(payload, {}, {})).rejects.toThrow('The input `token` is empty');
    await expect(read({})).rejects.toThrow('does not name the default branch');
    await expect(read(null)).rejects.toThrow('does not name the default branch');
  });
});
