/**
 * What a statement or a certificate says of a build; null where it says nothing of it. Addresses are as they are written
 * there, and text of others.
 */
export interface BuildClaims {
  /** The web address of the repository. */
  readonly repository: string | null;
  /** The path of the workflow file in it. */
  readonly workflow: string | null;
  /** The full name of the branch or pull request, such as `refs/pull/7/merge`. */
  readonly ref: string | null;
  /** The commit that was checked out. */
  readonly commit: string | null;
  /** The web address of the workflow run's attempt. */
  readonly invocation: string | null;
  /** The class of the runner: `github-hosted` or `self-hosted`. */
  readonly runner: string | null;
}

/** Who has signed, as the verification has shown. */
export type Signer =
  /** Whoever has the pinned key; its fingerprint is the SHA-256 of the key's DER. */
  | { readonly kind: 'key'; readonly fingerprint: string }
  /** Whom a certificate names, and what it says of the build; vouched for by the authority that issued it. */
  | {
      readonly kind: 'certificate';
      readonly identity: string;
      readonly issuer: string;
      readonly build: BuildClaims;
    };

/** An attestation that GitHub keeps, after its verification. */
export type Attestation =
  | {
      readonly kind: 'verified';
      readonly signer: Signer;
      readonly predicateType: string;
      /** Digests of what it is about, `sha256:<hex>`. */
      readonly subjects: readonly string[];
      /** What its statement says of the build; null where it is no SLSA provenance. */
      readonly build: BuildClaims | null;
    }
  /** Its signature does not hold, or it can't be read; nothing of what it says counts. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The attestations of a candidate. */
export interface SignatureFacts {
  /** The file of the base branch that they were verified with: the key, or the roots of trust. */
  readonly trusted: string;
  /** Why nothing could be verified, as a sentence; null where it could. */
  readonly problem: string | null;
  /** Newest first. */
  readonly attestations: readonly Attestation[];
  /** Whether GitHub keeps more than were looked at. */
  readonly more: boolean;
  /** The commits that they name of which GitHub says that they merge the head with its base. */
  readonly merges: readonly string[];
}
