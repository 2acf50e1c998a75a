import { InputError } from '../../core/errors.ts';
import type { InboxReport } from '../../core/inbox/report.ts';
import { databaseSettings, usualPort, type Variables } from '../app-settings.ts';
import { type Look, lookAtDatabase } from '../database/look.ts';
import type { Database } from '../database/open.ts';
import { remoteDesk } from './remote.ts';
import { reportOf } from './report.ts';
import { openInbox } from './store.ts';

/** What whoever runs the app can do with its inbox. */
export interface Desk {
  report(): Promise<InboxReport>;
  /** Puts back the dead job of this id. Gives how many there were: 0 or 1. */
  replay(id: string): Promise<number>;
  /** Puts back every dead job. Gives how many there were. */
  replayAll(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The inbox that the environment names: PostgreSQL directly, a folder directly while no app runs on it, else through
 * the running app. With a `url`, the app there. Throws an InputError for what is not set.
 */
export async function openDesk(variables: Variables, url: string | null): Promise<Desk> {
  if (url !== null) return remoteDesk(url, requiredToken(variables));
  const look = await lookAtDatabase(databaseSettings(variables));
  if (look.kind === 'open') return localDesk(look.database);
  if (look.kind === 'held') return remoteDesk(localUrl(variables), requiredToken(variables));
  throw new InputError('no-inbox', sentenceOf(look));
}

/** The inbox of an open database. */
export function localDesk(database: Database): Desk {
  // It neither claims jobs nor takes any.
  const inbox = openInbox(database, { name: 'desk', leaseMs: 1 }, () => null);
  return {
    report: () => reportOf(inbox),
    replay: (id) => inbox.replay(id),
    replayAll: () => inbox.replayAll(),
    close: () => database.close(),
  };
}

/** Where an app with these variables serves its pages, on this machine. */
export function localUrl(variables: Variables): string {
  const { ASSAY_OPERATIONS_PORT: own = '', PORT: main = '', HOST: host = '' } = variables;
  const port = own.trim() || main.trim() || String(usualPort);
  const everywhere = ['', '0.0.0.0', '::'].includes(host.trim());
  const name = everywhere ? '127.0.0.1' : host.trim();
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function requiredToken(variables: Variables): string {
  const token = variables['ASSAY_ADMIN_TOKEN']?.trim() ?? '';
  if (token !== '') return token;
  throw new InputError(
    'no-token',
    'The running app has the inbox: set ASSAY_ADMIN_TOKEN to what the app was started with, so that it can be asked.',
  );
}

function sentenceOf(look: Exclude<Look, { kind: 'open' | 'held' }>): string {
  switch (look.kind) {
    case 'new':
      return `${look.place} holds no inbox yet: the app makes it at its first start. Is DATABASE_URL or ASSAY_DATA_DIR the app's?`;
    case 'older':
      return `${look.place} was made by an older version: start the app of this version once, or use that version's command.`;
    case 'newer':
      return `${look.place} was made by a newer version: use that version's command.`;
    case 'unusable':
      return `${look.place} can't be used: ${look.reason}.`;
    default:
      return look satisfies never;
  }
}
