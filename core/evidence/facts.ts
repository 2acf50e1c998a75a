import type { RecordKind, Records } from '../record/kinds.ts';
import type { Tied } from './tie.ts';

/** A record as it lies in the ledger. */
export interface Stored<Kind extends RecordKind> {
  /** Its path there; its path under `records/` in the folder. */
  readonly path: string;
  /** Byte for byte. */
  readonly text: string;
  readonly record: Readonly<Records[Kind]>;
}

/** Where the evidence was read, as the page says it. */
export interface Origin {
  /** Such as `the branch assay/ledger of acme/models at GitHub`. */
  readonly ledger: string;
  /** The ledger's commit; null where there is no ledger yet. */
  readonly commit: string | null;
}

/** A file that goes with the version and is no record of ours. */
export interface Document {
  /** A published card has what was measured beside what a person wrote, if anybody did. */
  readonly kind: 'card' | 'published-card' | 'bom' | 'signature';
  /** Its name in the folder; safe to be one. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where it was found, and what that says of it, as sentences. */
  readonly found: string;
}

/** Everything that is known of a version. All text in it may be anybody's. */
export interface EvidenceFacts {
  readonly origin: Origin;
  readonly version: Stored<'version'>;
  /** Null where the ledger lacks it. */
  readonly run: Stored<'run'> | null;
  readonly evaluation: Stored<'evaluation'> | null;
  /** The verdicts that can be tied to the version, the strongest first. */
  readonly verdicts: readonly Tied[];
  /** Evaluations that the others were compared with. */
  readonly baselines: readonly Stored<'evaluation'>[];
  /** All that was said of waivers of the model, oldest first. */
  readonly waivers: readonly Stored<'waiver'>[];
  /** Every promotion of the model, oldest first. */
  readonly promotions: readonly Stored<'promotion'>[];
  /** Locks of the environments that the model was promoted into, and pauses of its retraining, oldest first. */
  readonly holds: readonly Stored<'hold'>[];
  readonly documents: readonly Document[];
  /** Whether the package is now what was registered, as a sentence; null where nobody looked. */
  readonly packageNow: string | null;
  /** What was looked for and not found, or could not be looked for, as sentences. */
  readonly missing: readonly string[];
}
