import { join } from 'node:path';
import type { Engine, EngineAnswer, ProfileRequest } from '../../../adapters/engine/engine.ts';
import { temporaryFolder } from '../temporary.ts';

/** All columns of a reference, without windows, parts or a sample. */
export const plainRequest: Omit<ProfileRequest, 'files'> = {
  columns: 'all',
  time: null,
  windows: null,
  like: null,
  parts: 0,
  sample: 0,
  now: new Date('2026-01-01T00:00:00Z'),
  onProgress: () => {},
  signal: new AbortController().signal,
};

/** Profiles files of these contents, by their names, as one table. */
export async function profileFiles(
  engine: Engine,
  files: Readonly<Record<string, string | Uint8Array>>,
  request: Partial<ProfileRequest> = {},
): Promise<EngineAnswer> {
  const folder = await temporaryFolder(files);
  const found = Object.keys(files).map((shown) => ({ path: join(folder, shown), shown }));
  return engine.profile({ ...plainRequest, files: found, ...request });
}

/** A CSV file of these columns. */
export function csvOf(columns: Readonly<Record<string, readonly string[]>>): string {
  const names = Object.keys(columns);
  const rows = Object.values(columns)[0]?.length ?? 0;
  const lines = Array.from({ length: rows }, (_, row) =>
    names.map((name) => quoted(columns[name]?.[row] ?? '')).join(','),
  );
  return [names.map(quoted).join(','), ...lines].join('\n') + '\n';
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
