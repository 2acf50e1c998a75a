import { RefusedError } from '../../core/errors.ts';
import type { Stored } from '../../core/evidence/facts.ts';
import { readLedgerText } from '../../core/ledger/read-entry.ts';
import type { RecordKind } from '../../core/record/kinds.ts';
import type { StoredEntry } from '../github/stored-entry.ts';
import type { EvidenceSource } from './source.ts';

const mostNamed = 10;

/**
 * Reads entries of one kind with their records. Throws a RefusedError that names those that are not what their paths
 * say: what was tampered with is no evidence.
 */
export async function readStored<Kind extends RecordKind>(
  source: EvidenceSource,
  entries: readonly StoredEntry[],
  kind: Kind,
): Promise<readonly Stored<Kind>[]> {
  const texts = await source.texts(entries);
  const problems: string[] = [];
  const stored: Stored<Kind>[] = [];
  for (const [index, { path }] of entries.entries()) {
    const text = texts[index] ?? '';
    const result = readLedgerText(text, path, kind);
    if (result.ok) stored.push({ path, text, record: result.value });
    else problems.push(result.reason);
  }
  if (problems.length === 0) return stored;
  const more = problems.length - mostNamed;
  throw new RefusedError(
    'ledger-tampered',
    `${source.name} was tampered with, so no evidence is made of it. ${problems.slice(0, mostNamed).join(' ')}${more > 0 ? ` And ${more} more.` : ''} Restore the entries from the history of the branch.`,
  );
}

/** The record of an id, whose first digits are in its path; null where the ledger lacks it. */
export async function readStoredById<Kind extends RecordKind>(
  source: EvidenceSource,
  entries: readonly StoredEntry[],
  kind: Kind,
  model: string,
  id: string | null,
): Promise<Stored<Kind> | null> {
  const digits = id?.slice('sha256:'.length, 'sha256:'.length + 12) ?? null;
  if (digits === null) return null;
  const found = entries.filter(
    (entry) =>
      entry.kind === kind && entry.model === model && entry.path.endsWith(`-${digits}.json`),
  );
  const stored = await readStored(source, found, kind);
  return stored.find(({ record }) => record.id === id) ?? null;
}
