import { type AnyRecord, kindOf, type RecordKind, schemaIds, subjectOf } from '../record/kinds.ts';

/** The branch that holds every accepted record. */
export const ledgerBranch = 'assay/ledger';

/**
 * Where a record lies in the ledger: `<kind>/<model>/<time>-<short commit>-<short digest>.json`; of a lock with the
 * environment in the place of the model.
 * The commit is in the name so that a baseline is found from one listing, whatever the ledger's size.
 */
export function ledgerPath(record: AnyRecord): string {
  const time = pathTime(record.createdAt);
  const digest = record.id.slice('sha256:'.length, 'sha256:'.length + 12);
  return `${kindOf(record)}/${subjectOf(record)}/${time}-${record.commit.slice(0, 12)}-${digest}.json`;
}

/** A record's time as paths have it: text order is time order. */
export function pathTime(createdAt: string): string {
  return createdAt.replaceAll(':', '-').replace(/\.\d+/, '');
}

/** A ledger entry as its path tells it. */
export interface LedgerEntry {
  readonly path: string;
  readonly kind: RecordKind;
  /** Of a lock, the environment's name stands here. */
  readonly model: string;
  readonly time: string;
  /** The first 12 digits. */
  readonly shortCommit: string;
}

const entryPattern = new RegExp(
  `^(${Object.keys(schemaIds).join('|')})/([a-z0-9-]+)/([0-9TZ-]+)-([0-9a-f]{12})-[0-9a-f]{12}\\.json$`,
);

/** Reads a path of the ledger; null when it is no entry. */
export function parseLedgerPath(path: string): LedgerEntry | null {
  const [, kind, model, time, shortCommit] = entryPattern.exec(path) ?? [];
  if (kind === undefined || model === undefined || time === undefined || shortCommit === undefined)
    return null;
  return { path, kind: kind as RecordKind, model, time, shortCommit };
}
