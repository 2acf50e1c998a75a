import { createPrivateKey, createPublicKey, createHash, type KeyObject, sign } from 'node:crypto';
import { bundleToJSON, toDSSEBundle } from '@sigstore/bundle';
import { dsse } from '@sigstore/core';
import { sha256 } from '../../core/record/digest.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { hashOf } from './key-hash.ts';
import { inToto, type Signer } from './signer.ts';

/**
 * A signer with a private key in PEM, P-256, P-384, P-521 or Ed25519. Why it can't be used is the end of a sentence that
 * begins with the key; nothing of the key or its password is in it.
 */
export function keySigner(pem: string, password: string): Result<Signer> {
  const key = parse(pem, password);
  if (!key.ok) return key;
  const hash = hashOf(key.value);
  if (hash === null) {
    return failed('is of another kind than P-256, P-384, P-521 and Ed25519: make one of these.');
  }
  const publicKey = createPublicKey(key.value);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const keyHint = hintOf(publicKey);
  return ok({
    name: `with the key ${sha256(der)}`,
    signsModels: key.value.asymmetricKeyType === 'ec',
    sign(statement) {
      const artifact = Buffer.from(JSON.stringify(statement));
      const signed = dsse.preAuthEncoding(inToto, artifact);
      const signature = sign(hash.algorithm, signed, key.value);
      const bundle = toDSSEBundle({ artifact, artifactType: inToto, signature, keyHint });
      return Promise.resolve(bundleToJSON(bundle));
    },
  });
}

function parse(pem: string, password: string): Result<KeyObject> {
  const isLocked = pem.includes('ENCRYPTED');
  if (isLocked && password === '') {
    return failed('is encrypted: give its password in the input "signing-key-password" too.');
  }
  try {
    return ok(createPrivateKey({ key: pem, ...(isLocked ? { passphrase: password } : {}) }));
  } catch {
    // What OpenSSL says of it is of no use to a person, and might quote the key.
    return failed(
      isLocked
        ? 'cannot be read with the password of the input "signing-key-password".'
        : 'is no private key in PEM: give what "openssl genpkey" writes, whole, as a secret.',
    );
  }
}

/** OpenSSF model signing refuses a bundle whose hint is not the sha256 of the public key's PEM. */
function hintOf(publicKey: KeyObject): string {
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return createHash('sha256').update(pem).digest('hex');
}
