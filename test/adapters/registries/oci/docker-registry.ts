import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installed } from '../../../tools/installed.ts';

/** Debian's container registry as it runs. */
export interface DockerRegistry {
  /** `127.0.0.1:<port>`. */
  readonly host: string;
  /** Where it keeps its blobs and manifests. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Whether its tests can run here. */
export const hasDockerRegistry = installed('docker-registry') !== null;

/** `robot` and `secret`, as `htpasswd -B` writes them. */
const htpasswd = 'robot:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n';

/** Starts it on a free port of loopback with a folder of its own; with a password where `auth` says so. */
export async function startDockerRegistry({ auth = false } = {}): Promise<DockerRegistry> {
  const program = installed('docker-registry') ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'assay-registry-'));
  const settings = {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: folder }, delete: { enabled: true } },
    http: { addr: '127.0.0.1:0' },
    ...(auth ? { auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } } } : {}),
  };
  await writeFile(join(folder, 'htpasswd'), htpasswd);
  await writeFile(join(folder, 'config.yml'), JSON.stringify(settings));
  const child = spawn(program, ['serve', join(folder, 'config.yml')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: child.stderr })) {
    const [, host] = /listening on (127\.0\.0\.1:\d+)/.exec(line) ?? [];
    if (host === undefined) continue;
    child.stderr.resume();
    return {
      host,
      folder,
      async stop() {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('docker-registry ended before it listened.');
}

/** Where a registry keeps a blob. */
export function blobPath({ folder }: DockerRegistry, digest: string): string {
  const hex = digest.slice('sha256:'.length);
  return join(folder, 'docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex, 'data');
}
