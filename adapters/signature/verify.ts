import { type KeyObject, verify as verifySignature } from 'node:crypto';
import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { toSignedEntity, type Signer as SigstoreSigner, Verifier } from '@sigstore/verify';
import { failed, ok, type Result } from '../../core/result.ts';
import type { Attestation, Signer } from '../../core/signature/attestation.ts';
import { readStatement } from '../../core/signature/statement.ts';
import { certifiedBuild } from './certificate.ts';
import { hashOf } from './key-hash.ts';
import { inToto } from './signer.ts';
import type { Trust } from './trust.ts';

/** The longest statement that is read; GitHub's own limit for a predicate is 16 MB, provenance has some kilobytes. */
const longestPayload = 1_000_000;
const longestReason = 300;
const mostEntries = 16;

/**
 * Verifies one bundle offline. Never throws: whatever is wrong with it is the reason why it is refused, and nothing of
 * what it says is read before its signature holds.
 */
export function verifyBundle(json: unknown, trust: Trust): Attestation {
  if (json === undefined || json === null) {
    return refused('GitHub does not send an attestation along, so it could not be verified.');
  }
  const opened = openBundle(json, trust);
  if (!opened.ok) return refused(opened.reason);
  const statement = readStatement(opened.value.payload);
  if (!statement.ok) return refused(`An attestation counts for nothing. ${statement.reason}`);
  return { kind: 'verified', signer: opened.value.signer, ...statement.value };
}

/** The statement of a bundle whose signature holds, and who has signed it. */
export interface Opened {
  readonly signer: Signer;
  /** An in-toto statement by its type; whatever its signer has written. */
  readonly payload: string;
}

/** Verifies the signature of one bundle offline. Never throws: the reason says, as a sentence, why it does not hold. */
export function openBundle(json: unknown, trust: Trust, longest = longestPayload): Result<Opened> {
  try {
    return open(bundleFromJSON(json), trust, longest);
  } catch (error) {
    return failed(`An attestation can't be read: ${messageOf(error)}.`);
  }
}

/** What a bundle says that nobody has verified; null where it says nothing that can be read. Never throws. */
export function peek(json: unknown): string | null {
  try {
    const { content } = bundleFromJSON(json);
    return content.$case === 'dsseEnvelope' ? content.dsseEnvelope.payload.toString('utf8') : null;
  } catch {
    return null;
  }
}

function open(bundle: Bundle, trust: Trust, longest: number): Result<Opened> {
  const { content } = bundle;
  if (content.$case !== 'dsseEnvelope') return failed('An attestation holds no statement.');
  const { payload, payloadType, signatures } = content.dsseEnvelope;
  if (payloadType !== inToto) return failed('An attestation holds no in-toto statement.');
  if (payload.length > longest) {
    return failed(`An attestation is larger than ${longest / 1_000_000} MB.`);
  }
  if (hasTooMany(bundle)) return failed('An attestation has too many log entries or time stamps.');
  // Only the first is ever looked at, so a second would go unseen.
  if (signatures.length !== 1) return failed('An attestation must have exactly one signature.');
  const signer = trust.kind === 'key' ? byKey(bundle, trust) : byRoots(bundle, trust);
  return signer.ok ? ok({ signer: signer.value, payload: payload.toString('utf8') }) : signer;
}

/** They are compared pair by pair; who signs as GitHub does has one or two of each. */
function hasTooMany({ verificationMaterial }: Bundle): boolean {
  const { tlogEntries, timestampVerificationData } = verificationMaterial;
  const stamps = timestampVerificationData?.rfc3161Timestamps ?? [];
  return tlogEntries.length > mostEntries || stamps.length > mostEntries;
}

type Of<Kind> = Extract<Trust, { kind: Kind }>;

/** A pinned key counts whenever it has signed: logs and time stamps that come along say nothing more. */
function byKey(bundle: Bundle, { material, fingerprint, key }: Of<'key'>): Result<Signer> {
  if (bundle.verificationMaterial.content.$case !== 'publicKey') {
    return failed('An attestation is not signed with a key, but with a certificate.');
  }
  if (isSignedBy(bundle, key)) return ok({ kind: 'key', fingerprint });
  const none = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 };
  const entity = { ...toSignedEntity(bundle), tlogEntries: [], timestamps: [] };
  try {
    new Verifier(material, none).verify(entity);
    return ok({ kind: 'key', fingerprint });
  } catch {
    return failed('The signature of an attestation does not hold with the pinned key.');
  }
}

/** The library takes SHA-256 for every curve; Sigstore's own pairing is another for P-384 and P-521. */
function isSignedBy({ content }: Bundle, key: KeyObject): boolean {
  const hash = hashOf(key);
  if (hash === null || content.$case !== 'dsseEnvelope') return false;
  const { payload, payloadType, signatures } = content.dsseEnvelope;
  const [signature] = signatures;
  if (signature === undefined) return false;
  const signed = dsse.preAuthEncoding(payloadType, payload);
  try {
    return verifySignature(hash.algorithm, signed, key, signature.sig);
  } catch {
    return false;
  }
}

/** A certificate must have been valid, by a trusted time, when the signature was made. */
function byRoots(bundle: Bundle, { roots }: Of<'roots'>): Result<Signer> {
  if (bundle.verificationMaterial.content.$case === 'publicKey') {
    return failed('An attestation is signed with a key, and not by a workflow.');
  }
  const entity = toSignedEntity(bundle);
  const reasons: string[] = [];
  for (const { material, tlogThreshold, ctlogThreshold } of roots) {
    try {
      const options = { tlogThreshold, ctlogThreshold, timestampThreshold: 1 };
      return signerOf(new Verifier(material, options).verify(entity));
    } catch (error) {
      reasons.push(messageOf(error));
    }
  }
  return failed(
    `An attestation does not hold with the roots of trust: ${[...new Set(reasons)].join('; ')}.`,
  );
}

function signerOf({ identity }: SigstoreSigner): Result<Signer> {
  const name = identity?.subjectAlternativeName;
  const issuer = identity?.extensions?.issuer;
  if (name === undefined || issuer === undefined) {
    return failed('The certificate of an attestation does not name who has signed.');
  }
  return ok({
    kind: 'certificate',
    identity: name,
    issuer,
    build: certifiedBuild(identity?.oids ?? []),
  });
}

function refused(reason: string): Attestation {
  return { kind: 'refused', reason };
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'unknown';
  return message.slice(0, longestReason).replace(/\.$/, '');
}
