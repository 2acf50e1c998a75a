/**
 * Writes `duckdb-packages.json`: the packages of DuckDB for every platform, with the version and the digest that
 * package-lock.json has of them. Run it when the version there changes; a test fails until then.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { PinnedPackage } from './duckdb-packages.ts';

const isOfDuckDb = /^node_modules\/(@duckdb\/node-(?:api|bindings)[a-z0-9-]*|detect-libc)$/;

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string }>
  >;
}

/** The packages of DuckDB in a lock file, by name. */
export function pinnedIn(lock: Lock): readonly PinnedPackage[] {
  return Object.entries(lock.packages).flatMap(([path, { version, integrity }]) => {
    const [, name] = isOfDuckDb.exec(path) ?? [];
    if (name === undefined || version === undefined || integrity === undefined) return [];
    return [{ name, version, integrity }];
  });
}

if (import.meta.main) {
  const lock = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8');
  const pinned = pinnedIn(JSON.parse(lock) as Lock);
  const target = new URL('duckdb-packages.json', import.meta.url);
  await writeFile(target, `${JSON.stringify(pinned, null, 2)}\n`);
}
