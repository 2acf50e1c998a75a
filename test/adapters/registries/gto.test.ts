import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { installed } from '../../tools/installed.ts';
import { temporaryFolder } from '../temporary.ts';
import { type Ground, modelOf, register, useGrounds } from './ground.ts';

const gto = installed('gto');
const execute = promisify(execFile);
const newGround = useGrounds();
const opening = { settings: { type: 'releases' } } as const;

/** Runs a program without the configuration of whoever runs the tests; gives what it says. */
async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_COMMITTER_NAME: 'Tester',
    GIT_COMMITTER_EMAIL: 'tester@example.com',
  };
  const { stdout } = await execute(program, args, { cwd, env, timeout: 60_000 });
  return stdout;
}

/** A clone of the ground's repository with its tags, from which the owner can push. */
async function cloneOf({ world, repository }: Ground): Promise<string> {
  const folder = await temporaryFolder();
  const url = new URL(`${repository.name}.git`, `${world.github.url}/`);
  url.username = 'acme';
  url.password = world.token('acme');
  await run('git', ['clone', '--quiet', url.href, folder], folder);
  return folder;
}

async function askGto(folder: string, args: readonly string[]): Promise<unknown> {
  return JSON.parse(await run(gto ?? '', [...args, '--json', '--repo', folder], folder)) as unknown;
}

describe.skipIf(gto === null)('GTO', () => {
  it('shows the versions that we registered and the stage that one of them has', async () => {
    const ground = await newGround();
    const first = await register(ground, opening, await modelOf({ 'model/w': 'one' }));
    const commit = await ground.repository.push({
      branch: 'main',
      files: { 'NOTES.md': 'Two.\n' },
    });
    const second = await register(
      { ...ground, commit },
      opening,
      await modelOf({ 'model/w': 'two' }),
    );
    expect([first.record.version, second.record.version]).toEqual(['1.0.0', '1.1.0']);
    const { git } = ground.world.as('acme').rest;
    const { at } = ground.repository;
    const tag = 'bikes#staging#1';
    const { data } = await git.createTag({
      ...at,
      tag,
      message: 'Assign',
      object: ground.commit,
      type: 'commit',
    });
    await git.createRef({ ...at, ref: `refs/tags/${tag}`, sha: data.sha });

    const folder = await cloneOf(ground);
    expect(await askGto(folder, ['show', 'bikes'])).toMatchObject([
      { version: 'v1.1.0', ref: 'bikes@v1.1.0', stages: [] },
      { version: 'v1.0.0', ref: 'bikes@v1.0.0', stages: [{ stage: 'staging' }] },
    ]);
    const history = await askGto(folder, ['history', 'bikes']);
    expect(history).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ event: 'registration', version: 'v1.1.0' }),
        expect.objectContaining({ event: 'assignment', stage: 'staging', version: 'v1.0.0' }),
      ]),
    );
  });

  it('is counted on: the first version of ours follows the largest of its tags', async () => {
    const ground = await newGround();
    const folder = await cloneOf(ground);
    const own = async (args: readonly string[]): Promise<unknown> =>
      run(gto ?? '', [...args, '--repo', folder], folder);
    await own(['register', 'bikes', '--version', 'v2.3.0']);
    await own(['assign', 'bikes', '--version', 'v2.3.0', '--stage', 'production']);
    const commit = await ground.repository.push({
      branch: 'main',
      files: { 'NOTES.md': 'Two.\n' },
    });
    await run('git', ['pull', '--quiet'], folder);
    await own(['register', 'bikes', '--version', 'v2.4.0']);
    // Taken back, and never to be given again.
    await own(['deprecate', 'bikes', 'v2.4.0']);
    await run('git', ['push', '--quiet', '--tags'], folder);

    const { record } = await register(
      { ...ground, commit },
      opening,
      await modelOf({ 'model/w': '' }),
    );
    expect(record).toMatchObject({ version: '2.5.0', parent: null });
    await run('git', ['fetch', '--quiet', '--tags'], folder);
    const shown = await askGto(folder, ['show', 'bikes']);
    expect(shown).toMatchObject([
      { version: 'v2.5.0' },
      { version: 'v2.3.0', stages: [{ stage: 'production' }] },
    ]);
  });
});
