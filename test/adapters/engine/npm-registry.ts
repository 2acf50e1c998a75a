import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { create } from 'tar';
import type { PinnedPackage } from '../../../adapters/engine/duckdb-packages.ts';
import { type Answering, startWebServer, type WebServer } from '../data/web-server.ts';

/** A package as a registry has it. */
export interface Published extends PinnedPackage {
  readonly archive: Buffer;
}

/** The package that lies in a folder, packed as npm packs it: all below `package/`. Not compressed, which takes most time. */
export async function publish(name: string, version: string, folder: string): Promise<Published> {
  const packed = create({ cwd: folder, prefix: 'package', portable: true, gzip: { level: 0 } }, [
    '.',
  ]);
  return published(name, version, await buffer(packed));
}

/** A package whose archive is these bytes. */
export function published(name: string, version: string, archive: Buffer): Published {
  const digest = createHash('sha512').update(archive).digest('base64');
  return { name, version, integrity: `sha512-${digest}`, archive };
}

/** A registry on loopback that has these packages, or answers in another way. */
export function startRegistry(
  packages: readonly Published[],
  answering?: Answering,
): Promise<WebServer> {
  return startWebServer((request, response, nth) => {
    if (answering !== undefined) return answering(request, response, nth);
    const found = packages.find(({ name, version }) => {
      const file = `${name.split('/').at(-1)}-${version}.tgz`;
      return request.url === `/mirror/${name}/-/${file}`;
    });
    if (found === undefined) return response.writeHead(404).end();
    return response.end(found.archive);
  });
}
