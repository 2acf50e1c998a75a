import type { VersionRecord } from '../../schemas/types.ts';
import { attestationClaims } from './attestations.ts';
import { modelClaim, packageClaim } from './bytes.ts';
import type { Claim, ClaimId, Contradicted } from './claim.ts';
import { bomClaim, documentsClaim, evidenceClaim } from './documents.ts';
import type { VerifyFacts } from './facts.ts';
import { modelSignatureClaim } from './model-signature.ts';
import { recordClaim, recordsClaim } from './records.ts';
import { tagClaim } from './tag.ts';
import { verdictClaim } from './verdict.ts';

/** What follows from all claims together. */
export type Conclusion =
  /** Nothing is contradicted, and what must be proved is. */
  | 'registered'
  | 'not-registered'
  | 'signed-by-another'
  /** It is what was registered, and the gate did not pass it. */
  | 'not-passed'
  /** What must be proved is not, though nothing else speaks against it. */
  | 'not-verified';

/** What was proved of a version. */
export interface Verification {
  readonly claims: readonly Claim[];
  readonly conclusion: Conclusion;
  /** Whether it may be used: its conclusion is `registered`. */
  readonly holds: boolean;
  /** Whether somebody who is trusted has signed this version: its provenance, which binds `version.json` and all that it names. */
  readonly signed: boolean;
}

/** Without these a version is not the one that was registered. Whoever has the model itself needs no package. */
const essential: ReadonlySet<ClaimId> = new Set(['record', 'records', 'model']);

/** Decides each claim from the facts. Signatures may be missing, unless they are asked for. */
export function verify(facts: VerifyFacts, requireSignature: boolean): Verification {
  const claims = claimsOf(facts);
  const signed = isSigned(claims);
  const conclusion = conclusionOf(claims, signed || !requireSignature);
  return { claims, conclusion, holds: conclusion === 'registered', signed };
}

/** The signature of the model's files is of files alone: anybody could copy it to another number and other figures. */
function isSigned(claims: readonly Claim[]): boolean {
  const isDoubtful = contradicts(claims, 'registration') || contradicts(claims, 'signer');
  return !isDoubtful && isProved(claims, 'provenance');
}

function conclusionOf(claims: readonly Claim[], signedEnough: boolean): Conclusion {
  if (contradicts(claims, 'registration')) return 'not-registered';
  if (contradicts(claims, 'signer')) return 'signed-by-another';
  const lacks = [...essential].some((id) => !isProved(claims, id));
  if (lacks || !signedEnough) return 'not-verified';
  return contradicts(claims, 'gate') ? 'not-passed' : 'registered';
}

function contradicts(claims: readonly Claim[], what: Contradicted): boolean {
  return claims.some((claim) => claim.contradicts === what);
}

function isProved(claims: readonly Claim[], id: ClaimId): boolean {
  return claims.some((claim) => claim.id === id && claim.outcome === 'proved');
}

function claimsOf(facts: VerifyFacts): readonly Claim[] {
  const record = recordClaim(facts);
  const found = facts.records.version;
  // What else is there is measured by the record, so without one there is nothing to say.
  if (found.kind !== 'found' || record.outcome === 'failed') return [record];
  return [record, ...measuredClaims(facts, found.value)];
}

function measuredClaims(facts: VerifyFacts, version: VersionRecord): readonly Claim[] {
  return [
    recordsClaim(facts, version),
    tagClaim(facts, version),
    packageClaim(facts, version),
    modelClaim(facts, version),
    modelSignatureClaim(facts, version),
    ...attestationClaims(facts, version),
    verdictClaim(facts, version),
    documentsClaim(facts, version),
    bomClaim(facts, version),
    evidenceClaim(facts, version),
  ];
}
