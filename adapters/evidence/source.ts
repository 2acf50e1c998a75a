import type { Document } from '../../core/evidence/facts.ts';
import type { Lineage } from '../../core/evidence/tie.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { StoredEntry } from '../github/stored-entry.ts';

/** The ledger at one commit. */
export interface Ledger {
  /** Null where there is none yet. */
  readonly commit: string | null;
  /** Oldest first. */
  readonly entries: readonly StoredEntry[];
}

/** What lies beside a version that is no record. */
export interface Attached {
  readonly documents: readonly Document[];
  /** Whether the package is now what was registered, as a sentence; null where nobody can tell. */
  readonly packageNow: string | null;
  /** What is not there, or could not be looked for, as sentences. */
  readonly missing: readonly string[];
}

/** Where evidence is read: GitHub, or a clone. */
export interface EvidenceSource {
  /** What the page and errors call the ledger. */
  readonly name: string;
  /** Null where there is no ledger. */
  ledger(): Promise<Ledger | null>;
  /** The texts of entries, in their order. */
  texts(entries: readonly StoredEntry[]): Promise<readonly string[]>;
  /** Where a commit comes from; null where the commit is not there. */
  lineage(commit: string): Promise<Lineage | null>;
  /** A file of a commit; null where there is none, or it is too large for a document. */
  file(commit: string, path: string): Promise<Uint8Array | null>;
  /** What was attached to a version: release assets and attestations. */
  attached(version: Readonly<VersionRecord>): Promise<Attached>;
}

/** No card, bill of materials or signature that is kept is larger. */
export const largestDocumentBytes = 5 * 1024 * 1024;
