import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AssayError } from '../../core/errors.ts';
import { migrationState } from './migrate.ts';
import { connectDatabase, type Database, type DatabaseOptions } from './open.ts';
import { databaseFile, folderInUse } from './sqlite.ts';

/** A database as it was found. `place` names it without its password. */
export type Look =
  /** Up to date; whoever looks closes it. */
  | {
      readonly kind: 'open';
      readonly place: string;
      readonly database: Database;
      readonly latencyMs: number;
    }
  /** The running app has the folder for itself. */
  | { readonly kind: 'held'; readonly place: string }
  /** It has no tables yet. */
  | { readonly kind: 'new'; readonly place: string }
  | { readonly kind: 'older'; readonly place: string; readonly pending: readonly string[] }
  | { readonly kind: 'newer'; readonly place: string; readonly unknown: readonly string[] }
  | { readonly kind: 'unusable'; readonly place: string; readonly reason: string };

/** Looks at a database without changing its tables, and opens it if they are those of this version. */
export async function lookAtDatabase(options: DatabaseOptions): Promise<Look> {
  const place = placeOf(options);
  try {
    if (options.kind === 'folder' && !(await isThere(join(options.folder, databaseFile)))) {
      await mayBeMade(options.folder);
      return { kind: 'new', place };
    }
    const database = await connectDatabase(options, () => undefined);
    const look = await lookInto(database, place);
    if (look.kind !== 'open') await database.close();
    return look;
  } catch (error) {
    if (error instanceof AssayError && error.code === folderInUse) return { kind: 'held', place };
    return { kind: 'unusable', place, reason: reasonOf(error) };
  }
}

async function lookInto(database: Database, place: string): Promise<Look> {
  const { pending, done, unknown } = await migrationState(database.db, database.engine);
  if (unknown.length > 0) return { kind: 'newer', place, unknown };
  if (done === 0) return { kind: 'new', place };
  if (pending.length > 0) return { kind: 'older', place, pending };
  const begun = performance.now();
  await database.ping();
  return { kind: 'open', place, database, latencyMs: performance.now() - begun };
}

function placeOf(options: DatabaseOptions): string {
  switch (options.kind) {
    case 'memory':
      return 'Memory';
    case 'folder':
      return `The folder ${resolve(options.folder)}`;
    case 'postgres': {
      const { host, pathname } = new URL(options.url);
      return `PostgreSQL at ${host}${pathname}`;
    }
    default:
      return options satisfies never;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Throws where the folder, or else what is above it, is no folder that can be written. */
async function mayBeMade(folder: string): Promise<void> {
  let place = resolve(folder);
  while (!(await isThere(place)) && dirname(place) !== place) place = dirname(place);
  if (!(await stat(place)).isDirectory()) throw new Error(`${place} is no folder`);
  await access(place, constants.W_OK | constants.X_OK);
}

/** What the system said, rather than our sentence about it: whoever reads it knows the place already. */
function reasonOf(error: unknown): string {
  const { cause } = error as { readonly cause?: unknown };
  const first = cause instanceof Error ? cause : error;
  const message = first instanceof Error ? first.message : String(first);
  return message.replace(/\.$/, '') || 'it does not answer';
}
