import type { Signer } from '../signature/attestation.ts';
import type { FoundBundle, TrustFacts } from './facts.ts';

/** What to do where a signature is there and nothing says whose it should be. */
export const unchecked =
  'whose signature it is was not checked: give --key, or --roots with --identity.';

/** Why a signature is not one that was asked for, as a sentence; null where it is, or where nothing was asked for. */
export function signatureProblem({ signature }: FoundBundle, trust: TrustFacts): string | null {
  if (signature.kind === 'unchecked') return null;
  if (signature.kind === 'refused') return signature.reason;
  return signerProblem(signature.signer, trust);
}

function signerProblem(signer: Signer, trust: TrustFacts): string | null {
  if (trust.kind === 'none') return 'It was verified, and nothing says with what.';
  if (trust.kind === 'key') {
    return signer.kind === 'key' ? null : 'It is not signed with the key that was given.';
  }
  if (signer.kind === 'key') return 'It is signed with a key, not by a workflow.';
  if (signer.issuer !== trust.issuer) {
    return `It is signed by an identity of ${signer.issuer}; ${trust.issuer} was asked for.`;
  }
  if (signer.identity === trust.identity) return null;
  return `It is signed by ${signer.identity}; ${trust.identity} was asked for.`;
}

/** Who signed, as the middle of a sentence; null where that is not known. */
export function signedBy({ signature }: FoundBundle): string | null {
  if (signature.kind !== 'verified') return null;
  const { signer } = signature;
  return signer.kind === 'key'
    ? `with the key ${signer.fingerprint}`
    : `by ${signer.identity} (${signer.issuer})`;
}
