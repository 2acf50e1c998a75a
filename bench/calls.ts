import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstVersion } from '../sandbox/story/acts.ts';
import { betterModel, worseModel } from '../sandbox/story/changes.ts';
import { commitChange, openPullRequest } from '../sandbox/story/contribute.ts';
import { silentNarrator, startWorld, type World } from '../sandbox/story/index.ts';
import type { Bench } from './figure.ts';

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** What the app asks of GitHub for one more push to a pull request, from the push to the verdict. */
export const calls: Bench = {
  name: 'calls',
  about: 'the calls to GitHub for one push to an open pull request',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
    const world = await startWorld({
      folder,
      cacheFolder: join(projectFolder, '.cache', 'runner'),
      projectFolder,
      repository: 'acme/bike-demand',
    });
    try {
      await firstVersion(world, silentNarrator);
      await openPullRequest(world, 'data-scientist', betterModel);
      await world.settled();
      const before = world.github.calls.length;
      await pushAgain(world);
      await world.settled();
      const made = world.github.calls.slice(before).filter(({ actor }) => actor === 'app:assay');
      for (const { method, path, status } of made) console.log(`  ${method} ${path} ${status}`);
      const goal = { op: '<=', number: 12 } as const;
      return [{ name: 'calls-per-push', value: made.length, unit: 'calls', goal }];
    } finally {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Another commit on the branch of the open pull request. */
async function pushAgain(world: World): Promise<void> {
  const clone = await world.clone('data-scientist');
  await clone.git('switch', '--quiet', betterModel.branch);
  await commitChange(clone, { ...worseModel, message: 'Leave out the hour of the day' });
  await clone.git('push', '--quiet', 'origin', betterModel.branch);
}
