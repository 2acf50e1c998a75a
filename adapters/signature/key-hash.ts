import type { KeyObject } from 'node:crypto';

/** Each curve with the hash that Sigstore pairs it with, in `PublicKeyDetails` of its protobuf-specs. */
const hashes = new Map([
  ['prime256v1', 'sha256'],
  ['secp384r1', 'sha384'],
  ['secp521r1', 'sha512'],
]);

/** The hash that a key signs with, null inside where the signature brings its own; null for a key that Sigstore doesn't know. */
export function hashOf(key: KeyObject): { readonly algorithm: string | null } | null {
  if (key.asymmetricKeyType === 'ed25519') return { algorithm: null };
  if (key.asymmetricKeyType !== 'ec') return null;
  const algorithm = hashes.get(key.asymmetricKeyDetails?.namedCurve ?? '');
  return algorithm === undefined ? null : { algorithm };
}
