import { generateKeyPairSync } from 'node:crypto';

/** The kinds of keys that sign versions. */
export type Curve = 'P-256' | 'P-384' | 'P-521' | 'Ed25519';

/** A new pair of keys in PEM, the private one encrypted where a password is given. */
export function signingPair(
  curve: Curve,
  password = '',
): { readonly publicKey: string; readonly privateKey: string } {
  const { publicKey, privateKey } =
    curve === 'Ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: curve });
  const lock = password === '' ? {} : { cipher: 'aes-256-cbc', passphrase: password };
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem', ...lock }).toString(),
  };
}
