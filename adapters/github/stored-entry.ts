import type { LedgerEntry } from '../../core/ledger/path.ts';

/** An entry of the ledger, and the blob that holds its record. */
export interface StoredEntry extends LedgerEntry {
  readonly blob: string;
}
