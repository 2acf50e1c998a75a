import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  playStory,
  startWorld,
  StoryError,
  terminalNarrator,
  writePage,
} from '../../sandbox/story/index.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `assay demo [--serve] [--port N] [--out FOLDER]`: plays the whole story on an embedded GitHub.
 * Resolves with the exit status: 1 when a step is not as it is told.
 */
export async function demo(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      serve: { type: 'boolean', default: false },
      port: { type: 'string' },
      out: { type: 'string', default: join(projectFolder, 'demo-out') },
    },
  });
  const start = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'assay-demo-'));
  const narrator = terminalNarrator(process.stdout, () => performance.now());
  const world = await startWorld({
    folder,
    cacheFolder: join(projectFolder, '.cache', 'runner'),
    projectFolder,
    repository: 'acme/bike-demand',
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    onLog: ({ job, text }) => narrator.progress(`${job}: ${text}`),
  });
  try {
    await playStory(world, narrator);
    const page = await writePage(world, values.out);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    process.stdout.write(`\nThe story took ${seconds} s. Look at it: ${page}\n`);
    if (values.serve) await serve(world.github.url);
    return 0;
  } catch (error) {
    if (!(error instanceof StoryError)) throw error;
    process.stderr.write(`\nThe demo stopped. ${error.message}\n`);
    await writePage(world, values.out).then(
      (page) => process.stderr.write(`What had happened until then: ${page}\n`),
      () => undefined,
    );
    return 1;
  } finally {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Keeps the sandbox up until the person ends it. */
async function serve(url: string): Promise<void> {
  process.stdout.write(`\nThe embedded GitHub is up: ${url} (API: ${url}/api/v3)\n`);
  process.stdout.write(`Clone from it: git clone ${url}/acme/bike-demand.git\nCtrl-C ends it.\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
