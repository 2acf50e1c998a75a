import type { VersionRecord } from '../../schemas/types.ts';
import { attestationClaims } from './attestations.ts';
import { modelClaim, packageClaim } from './bytes.ts';
import type { Claim, ClaimId } from './claim.ts';
import { bomClaim, documentsClaim, evidenceClaim } from './documents.ts';
import type { VerifyFacts } from './facts.ts';
import { modelSignatureClaim } from './model-signature.ts';
import { recordClaim, recordsClaim, tagClaim } from './records.ts';
import { verdictClaim } from './verdict.ts';

/** What was proved of a version. */
export interface Verification {
  readonly claims: readonly Claim[];
  /** Whether nothing is contradicted, and what must be proved is. */
  readonly holds: boolean;
  /** Whether somebody who is trusted has signed this version: its provenance, which binds `version.json` and so all that it names. */
  readonly signed: boolean;
}

/** Without these a version is not the one that was registered. Whoever has the model itself needs no package. */
const essential: ReadonlySet<ClaimId> = new Set(['record', 'records', 'model']);
/** The signature of the model's files is of files alone: anybody could copy it to a version of another number and other figures. */
const bySignature: ReadonlySet<ClaimId> = new Set(['provenance']);

/** Decides each claim from the facts. Signatures may be missing, unless they are asked for. */
export function verify(facts: VerifyFacts, requireSignature: boolean): Verification {
  const claims = claimsOf(facts);
  const contradicts = claims.some(({ outcome }) => outcome === 'failed');
  const lacks = claims.some(({ id, outcome }) => essential.has(id) && outcome !== 'proved');
  const signed =
    !contradicts && claims.some(({ id, outcome }) => bySignature.has(id) && outcome === 'proved');
  return { claims, holds: !contradicts && !lacks && (signed || !requireSignature), signed };
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
