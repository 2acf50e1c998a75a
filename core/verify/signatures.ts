import type { VersionRecord } from '../../schemas/types.ts';
import type { Signer } from '../signature/attestation.ts';
import type { FoundBundle, TrustFacts } from './facts.ts';

/** What to do where a signature is there and nothing says whose it should be. */
export const unchecked =
  'whose signature it is was not checked: give --key, or --roots with --identity.';

/** Why a signature is not one that was asked for, as a sentence; null where it is, or where nothing was asked for. */
export function signatureProblem(
  { signature }: FoundBundle,
  trust: TrustFacts,
  version: VersionRecord,
): string | null {
  if (signature.kind === 'unchecked') return null;
  if (signature.kind === 'refused') return signature.reason;
  return signerProblem(signature.signer, trust, version);
}

function signerProblem(signer: Signer, trust: TrustFacts, version: VersionRecord): string | null {
  if (trust.kind === 'none') return 'It was verified, and nothing says with what.';
  if (trust.kind === 'key') {
    return signer.kind === 'key' ? null : 'It is not signed with the key that was given.';
  }
  if (signer.kind === 'key') return 'It is signed with a key, not by a workflow.';
  if (signer.issuer !== trust.issuer) {
    return `It is signed by an identity of ${signer.issuer}; ${trust.issuer} was asked for.`;
  }
  if (signer.identity !== trust.identity) {
    return `It is signed by ${signer.identity}; ${trust.identity} was asked for.`;
  }
  return buildProblem(signer, version);
}

/**
 * A workflow may be called from other repositories, and its identity is then the same: only what the certificate says of
 * the build tells for which of them it ran.
 */
function buildProblem(
  { build, issuer }: Extract<Signer, { kind: 'certificate' }>,
  { repository, commit }: VersionRecord,
): string | null {
  const own = `${serverOf(issuer)}/${repository}`;
  if (build.repository?.toLowerCase() !== own.toLowerCase()) {
    return `Its certificate is of a build of ${build.repository ?? 'no repository'}; the version is of ${own}.`;
  }
  if (build.commit === commit) return null;
  return `Its certificate is of a build of the commit ${build.commit ?? 'that it does not name'}; the version is of ${commit}.`;
}

/**
 * The server whose jobs an issuer vouches for: GitHub's own have issuers beside them, and that of an enterprise server lies
 * on it. Source: https://docs.github.com/actions/reference/security/oidc
 */
function serverOf(issuer: string): string {
  const url = URL.parse(issuer);
  if (url === null) return issuer;
  if (url.host === 'token.actions.githubusercontent.com') return 'https://github.com';
  const tenant = /^token\.actions\.([a-z0-9-]+\.ghe\.com)$/.exec(url.host)?.[1];
  return tenant === undefined ? url.origin : `https://${tenant}`;
}

/** Who signed, as the middle of a sentence; null where that is not known. */
export function signedBy({ signature }: FoundBundle): string | null {
  if (signature.kind !== 'verified') return null;
  const { signer } = signature;
  return signer.kind === 'key'
    ? `with the key ${signer.fingerprint}`
    : `by ${signer.identity} (${signer.issuer})`;
}
