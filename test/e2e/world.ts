import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Mode, startWorld, type World } from '../../sandbox/story/index.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/** A world in a temporary folder, with the cache of Python packages that the demo uses too. */
export async function temporaryWorld(mode: Mode = 'server'): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-e2e-'));
  const world = await startWorld({
    folder,
    cacheFolder: join(projectFolder, '.cache', 'runner'),
    projectFolder,
    repository: 'acme/bike-demand',
    mode,
  });
  return {
    ...world,
    async close() {
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
