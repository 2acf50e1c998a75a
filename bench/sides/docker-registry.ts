import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed } from '../../test/tools/installed.ts';
import { freePort } from './free-port.ts';

/** Debian's container registry on a loopback port, with a folder of its own. */
export async function startDockerRegistry(): Promise<{ host: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-registry-'));
  const host = `127.0.0.1:${await freePort()}`;
  const configuration = join(folder, 'config.yml');
  const storage = { filesystem: { rootdirectory: join(folder, 'data') } };
  await writeFile(configuration, JSON.stringify({ version: '0.1', storage, http: { addr: host } }));
  const child = spawn(installed('docker-registry') ?? '', ['serve', configuration], {
    stdio: 'ignore',
  });
  const stop = async (): Promise<void> => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await fetch(`http://${host}/v2/`).catch(() => null);
    if (answer?.ok === true) return { host, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error('docker-registry does not answer.');
}
