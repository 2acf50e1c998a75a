import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { InputError } from '../../core/errors.ts';
import {
  missingNeeds,
  playStory,
  startWorld,
  StoryError,
  terminalNarrator,
  type World,
  writePage,
} from '../../sandbox/story/index.ts';
import { readPort } from '../port.ts';

const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

/**
 * `assay demo [--serve] [--port N] [--out FOLDER]`: plays the whole story on an embedded GitHub. Resolves with the
 * exit status: 1 when a step is not as it is told. Throws an InputError for what is missing on the machine.
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
  const port = readPort(values.port);
  const missing = await missingNeeds(process.env);
  if (missing.length > 0) throw new InputError('missing-program', missing.join('\n'));
  const start = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'assay-demo-'));
  const narrator = terminalNarrator(process.stdout, () => performance.now());
  const world = await openWorld(folder, port, ({ job, text }) => {
    narrator.progress(`${job}: ${text}`);
  });
  try {
    await playStory(world, narrator);
    const page = await writePage(world, values.out);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    process.stdout.write(`\nThe story took ${seconds} s. Look at it: ${page}\n`);
    if (values.serve) await serve(world);
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

async function openWorld(
  folder: string,
  port: number | null,
  onLog: (line: { readonly job: string; readonly text: string }) => void,
): Promise<World> {
  try {
    return await startWorld({
      folder,
      cacheFolder: join(projectFolder, '.cache', 'runner'),
      projectFolder,
      repository: 'acme/bike-demand',
      ...(port === null ? {} : { port }),
      onLog,
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const sentence = `Port ${port} cannot be used (${code}): give another --port, or none.`;
    throw new InputError('no-port', sentence, { cause: error });
  }
}

/** Keeps the sandbox up until the person ends it. */
async function serve({ github, owner, repo, tokenOf }: World): Promise<void> {
  const comments = `${github.apiUrl}/repos/${owner}/${repo}/issues/1/comments`;
  const clone = new URL(`${owner}/${repo}.git`, `${github.url}/`);
  clone.username = 'data-scientist';
  clone.password = tokenOf('data-scientist');
  process.stdout.write(
    [
      '',
      `The embedded GitHub is up: ${github.url} (API: ${github.apiUrl})`,
      `Clone from it, and push, as the data scientist: git clone ${clone.href}`,
      'Ask Assay for something:',
      `  curl -H 'authorization: token ${tokenOf('data-scientist')}' -d '{"body":"/assay status"}' ${comments}`,
      `and read its answer: curl -s ${comments}`,
      'Ctrl-C ends it.',
      '',
    ].join('\n'),
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
