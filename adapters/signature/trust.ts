import { createPublicKey, type KeyObject } from 'node:crypto';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toTrustMaterial, type TrustMaterial } from '@sigstore/verify';
import { sha256 } from '../../core/record/digest.ts';
import { failed, ok, type Result } from '../../core/result.ts';

/** What signatures are verified with. */
export type Trust =
  | {
      readonly kind: 'key';
      readonly key: KeyObject;
      readonly material: TrustMaterial;
      readonly fingerprint: string;
    }
  | { readonly kind: 'roots'; readonly roots: readonly Root[] };

/** The authorities of one instance of Sigstore, and what it asks of a bundle. */
export interface Root {
  readonly material: TrustMaterial;
  /** Entries of a transparency log; an instance without a log asks for none. */
  readonly tlogThreshold: number;
  /** Stamps of a log of certificates. */
  readonly ctlogThreshold: number;
}

const keyTypes: readonly unknown[] = ['ec', 'ed25519', 'rsa'];
const mostRoots = 10;
const longestFile = 1_000_000;

/** Reads a public key, PEM. Why it can't be used is the end of a sentence that begins with the file. */
export function readKey(pem: string): Result<Trust> {
  if (pem.includes('PRIVATE KEY')) {
    return failed(
      'holds a private key: keep that secret, make a new pair, and put the public key there.',
    );
  }
  const key = parseKey(pem);
  if (key === null || !keyTypes.includes(key.asymmetricKeyType)) {
    return failed(
      'holds no public key in PEM, of P-256, P-384, P-521, Ed25519 or RSA, as `openssl pkey -pubout` writes it.',
    );
  }
  const der = key.export({ type: 'spki', format: 'der' });
  const material: TrustMaterial = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    // A bundle's hint says which key its signer means; there is only one that counts.
    publicKey: () => ({ publicKey: key, validFor: () => true }),
  };
  return ok({ kind: 'key', key, material, fingerprint: sha256(der) });
}

function parseKey(pem: string): KeyObject | null {
  try {
    return createPublicKey(pem);
  } catch {
    return null;
  }
}

/**
 * Reads roots of trust as `gh attestation trusted-root` prints them: one `TrustedRoot` of Sigstore in JSON a line, or a
 * single one over several lines. What each asks for is as GitHub's own command line has it: a trusted time always, and
 * the logs where the instance has logs.
 */
export function readRoots(text: string): Result<Trust> {
  if (text.length > longestFile) return failed('is larger than 1 MB.');
  const whole = parseRoot(text);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const roots = whole === null ? lines.slice(0, mostRoots + 1).map(parseRoot) : [whole];
  const known = roots.filter((root) => root !== null);
  if (known.length === 0 || known.length < roots.length || roots.length > mostRoots) {
    return failed(
      'holds no roots of trust that can be read: write it anew with `gh attestation trusted-root`.',
    );
  }
  return ok({ kind: 'roots', roots: known });
}

function parseRoot(json: string): Root | null {
  try {
    const root = TrustedRoot.fromJSON(JSON.parse(json));
    const material = toTrustMaterial(root);
    if (material.certificateAuthorities.length === 0) return null;
    const hasLogs = material.tlogs.length > 0;
    return {
      material,
      tlogThreshold: hasLogs ? 1 : 0,
      ctlogThreshold: hasLogs && material.ctlogs.length > 0 ? 1 : 0,
    };
  } catch {
    return null;
  }
}
