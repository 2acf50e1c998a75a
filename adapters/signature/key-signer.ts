import { createPrivateKey, createPublicKey, createHash, type KeyObject, sign } from 'node:crypto';
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
      const payload = Buffer.from(JSON.stringify(statement));
      const signature = sign(hash.algorithm, preAuthEncoding(payload), key.value);
      return Promise.resolve(bundleOf(payload, signature, keyHint));
    },
  });
}

/** What is signed of an envelope: https://github.com/secure-systems-lab/dsse/blob/v1.0.0/protocol.md. */
function preAuthEncoding(payload: Buffer): Buffer {
  const start = `DSSEv1 ${Buffer.byteLength(inToto)} ${inToto} ${payload.length} `;
  return Buffer.concat([Buffer.from(start), payload]);
}

/**
 * A bundle of Sigstore in JSON, version 0.3, https://docs.sigstore.dev/about/bundle. Sigstore's own package for it would
 * come a second time into the action beside the one that @actions/attest brings, and is no smaller.
 */
function bundleOf(payload: Buffer, signature: Buffer, hint: string): object {
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint }, tlogEntries: [] },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: inToto,
      signatures: [{ sig: signature.toString('base64'), keyid: '' }],
    },
  };
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
