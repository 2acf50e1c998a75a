import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StoryError } from './expect.ts';
import type { World } from './world.ts';

const execute = promisify(execFile);

/** Runs `assay verify` on a version as a person would, who has the team's public key; gives the last line of what it says. */
export async function verifyVersion(world: World, version: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-story-'));
  const key = join(folder, 'assay.pub');
  try {
    await writeFile(key, world.signingKey);
    const { stdout } = await execute(
      process.execPath,
      [
        new URL('../../cli/main.ts', import.meta.url).pathname,
        'verify',
        version,
        '--repository',
        `${world.owner}/${world.repo}`,
        '--key',
        key,
        '--require-signature',
      ],
      {
        env: {
          PATH: process.env['PATH'],
          GITHUB_API_URL: world.github.apiUrl,
          GITHUB_TOKEN: world.tokenOf('visitor'),
        },
      },
    );
    return stdout.trimEnd().split('\n').at(-1) ?? '';
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    throw new StoryError(`assay verify ${version} should succeed; it says:\n${said}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
