import type { StoredEntry } from '../../../adapters/github/ledger.ts';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { ledgerPath, parseLedgerPath } from '../../../core/ledger/path.ts';
import type { DriftRecord } from '../../../schemas/types.ts';

/** A ledger of these reports, oldest first, for which GitHub need not be asked. */
export function ledgerOf(reports: readonly DriftRecord[]) {
  const memory = emptyMemory();
  const entries = reports.map((record, index): StoredEntry => {
    const blob = String(index).padStart(40, '0');
    memory.blobs.set(blob, JSON.stringify(record));
    const entry = parseLedgerPath(ledgerPath(record));
    if (entry === null) throw new Error('The path is none of the ledger.');
    return { ...entry, blob };
  });
  return { memory, entries };
}
