import { durationText } from '../text/duration.ts';
import { fail, type Finding, pass, warn } from './finding.ts';

/** How much waits in the inbox, runs, and was given up. */
export interface Backlog {
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  readonly oldestDueMs: number;
}

/** The database as it was found. */
export type DatabaseFacts =
  /** `latencyMs` is null where the running app was asked. */
  | {
      readonly kind: 'open';
      readonly place: string;
      readonly latencyMs: number | null;
      readonly backlog: Backlog;
    }
  /** The running app has the folder for itself, and could not be asked; `why` is a sentence. */
  | { readonly kind: 'held'; readonly place: string; readonly why: string }
  /** Without tables: the app makes them at its first start. */
  | { readonly kind: 'new'; readonly place: string }
  | { readonly kind: 'older'; readonly place: string; readonly pending: readonly string[] }
  | { readonly kind: 'newer'; readonly place: string; readonly unknown: readonly string[] }
  | { readonly kind: 'unusable'; readonly place: string; readonly reason: string };

const subject = 'database';
const slowMs = 250;
/** A job that is due for so long finds no worker. */
const longestDueMs = 5 * 60_000;

/** Whether the inbox can be kept, and whether it is worked on. */
export function examineDatabase(facts: DatabaseFacts): readonly Finding[] {
  const { place } = facts;
  switch (facts.kind) {
    case 'open':
      return [opened(place, facts.latencyMs), examineBacklog(facts.backlog)];
    case 'held':
      return [pass(subject, `${place} is in use by the running app. ${facts.why}`)];
    case 'new':
      return [pass(subject, `${place} can be used; the app makes its tables at its first start.`)];
    case 'older':
      return [
        warn(
          subject,
          `${place} was made by an older version (without ${facts.pending.join(', ')}).`,
          'Nothing to do: the app brings it up to date when it starts.',
        ),
      ];
    case 'newer':
      return [
        fail(
          subject,
          `${place} was made by a newer version (with ${facts.unknown.join(', ')}).`,
          'Run that version, or delete the database: what it holds can be asked of GitHub again.',
        ),
      ];
    case 'unusable':
      return [
        fail(
          subject,
          `${place} can't be used: ${facts.reason}.`,
          'Set DATABASE_URL to a PostgreSQL that can be reached, or ASSAY_DATA_DIR to a folder that the app may write.',
        ),
      ];
    default:
      return facts satisfies never;
  }
}

function opened(place: string, latencyMs: number | null): Finding {
  if (latencyMs === null)
    return pass(subject, `${place} is in use by the running app, which answers.`);
  const found = `${place} is up to date and answers in ${Math.max(1, Math.round(latencyMs))} ms.`;
  if (latencyMs <= slowMs) return pass(subject, found);
  return warn(subject, found, 'Each job asks it some ten times: put it nearer to the app.');
}

function examineBacklog({ waiting, running, dead, oldestDueMs }: Backlog): Finding {
  const jobs = waiting === 1 ? 'job' : 'jobs';
  const found = `${waiting} ${jobs} waiting, ${running} running, ${dead} given up.`;
  if (oldestDueMs > longestDueMs) {
    return warn(
      'inbox',
      `${found} One has been due for ${durationText(oldestDueMs)}.`,
      'See that the app runs, and give it more ASSAY_CONCURRENCY or another replica.',
    );
  }
  if (dead > 0) {
    return warn(
      'inbox',
      found,
      'See why by assay inbox list; put them back by assay inbox replay.',
    );
  }
  return pass('inbox', found);
}
