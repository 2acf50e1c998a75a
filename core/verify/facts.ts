import type { RecordKind, Records } from '../record/kinds.ts';
import type { Signer } from '../signature/attestation.ts';
import type { FileDigest } from '../../schemas/types.ts';

/** Something that was looked for, and what was found. */
export type Found<Value> =
  | { readonly kind: 'absent' }
  /** It is there and can't be used; the reason is a sentence. */
  | { readonly kind: 'bad'; readonly reason: string }
  | { readonly kind: 'found'; readonly value: Value };

/** A file of the version, beside the model. */
export interface FoundFile {
  readonly name: string;
  readonly digest: string;
  readonly bytes: number;
}

/** The model's files as they lie there, by one digest over paths and contents. */
export interface FoundModel {
  readonly digest: string;
  readonly files: readonly FileDigest[];
}

/** What GitHub says of the version's tag. */
export type TagFacts =
  | { readonly kind: 'not-asked' }
  /** It was moved, made anew, deleted, or the version was taken back; a sentence. */
  | { readonly kind: 'problem'; readonly sentence: string }
  /** Where it is, and the digests in its message; null for a line that is not there. */
  | {
      readonly kind: 'tag';
      readonly commit: string | null;
      readonly artifact: string | null;
      readonly package: string | null;
      readonly record: string | null;
    };

/** A signed statement, and whether its signature holds. */
export interface FoundBundle {
  /** Parsed JSON of whoever signed it, and of anybody where the signature was not verified; null where there is none. */
  readonly statement: unknown;
  readonly signature:
    | { readonly kind: 'verified'; readonly signer: Signer }
    /** There is nothing to verify it with. */
    | { readonly kind: 'unchecked' }
    | { readonly kind: 'refused'; readonly reason: string };
}

/** What the person who asks trusts. */
export type TrustFacts =
  | { readonly kind: 'none' }
  | { readonly kind: 'key' }
  | { readonly kind: 'identity'; readonly identity: string; readonly issuer: string };

/** Everything that is known of a version that somebody wants verified. All text in it may be anybody's. */
export interface VerifyFacts {
  readonly model: string;
  readonly version: string;
  /** `owner/name` where GitHub was asked. */
  readonly repository: string | null;
  readonly records: {
    readonly [Kind in Extract<RecordKind, 'version' | 'run' | 'evaluation' | 'verdict'>]: Found<
      Readonly<Records[Kind]>
    >;
  };
  readonly files: readonly FoundFile[];
  readonly found: Found<FoundModel>;
  readonly tag: TagFacts;
  /** What another registry says of its bytes: a problem as a sentence, null for none; absent where nobody asked. */
  readonly stored: Found<string | null>;
  readonly bom: Found<{ readonly hashes: readonly string[]; readonly more: boolean }>;
  /** The archive of the evidence, by the records of versions in it, as ids, once its sums hold. */
  readonly evidence: Found<{ readonly files: number; readonly versions: readonly string[] }>;
  readonly modelSignature: Found<FoundBundle>;
  readonly attestations: Found<readonly FoundBundle[]>;
  readonly trust: TrustFacts;
}
