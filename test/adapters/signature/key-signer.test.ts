import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keySigner } from '../../../adapters/signature/key-signer.ts';
import { readKey } from '../../../adapters/signature/trust.ts';
import { verifyBundle } from '../../../adapters/signature/verify.ts';
import { subjectOf, statementOf } from '../../../core/attest/statement.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { type Curve, signingPair } from './pair.ts';

const statement = statementOf('https://example.org/v1', [subjectOf('m', sha256('m'))], {});
const password = 'a password of the tests only';

describe('a signing key', () => {
  it.each<Curve>(['P-256', 'P-384', 'P-521', 'Ed25519'])(
    'of the kind %s signs what its public key verifies, and another does not',
    async (curve) => {
      const [pair, other] = [signingPair(curve), signingPair(curve)];
      const signer = keySigner(pair.privateKey, '');
      if (!signer.ok) throw new Error(signer.reason);
      const bundle = await signer.value.sign(statement);
      const [own, foreign] = [readKey(pair.publicKey), readKey(other.publicKey)];
      if (!own.ok || !foreign.ok) throw new Error('The public keys are not read.');
      expect(verifyBundle(bundle, own.value)).toMatchObject({
        kind: 'verified',
        subjects: [sha256('m')],
      });
      expect(verifyBundle(bundle, foreign.value)).toMatchObject({ kind: 'refused' });
      expect(signer.value.signsModels).toBe(curve !== 'Ed25519');
      expect(JSON.parse(JSON.stringify(bundle))).toEqual(bundle);
    },
  );

  it('that is encrypted is read with its password, and with no other', async () => {
    const { privateKey } = signingPair('P-256', password);
    expect(keySigner(privateKey, password).ok).toBe(true);
    expect(keySigner(privateKey, '')).toMatchObject({
      reason: expect.stringContaining('"signing-key-password"'),
    });
    const wrong = keySigner(privateKey, 'wrong');
    expect(wrong).toMatchObject({ reason: expect.stringContaining('cannot be read with') });
    expect(JSON.stringify(wrong)).not.toContain('wrong');
  });

  it('that is none, or of a kind that Sigstore does not know, is refused without being quoted', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const brainpool = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
    for (const key of [rsa, brainpool]) {
      const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
      expect(keySigner(pem, '')).toMatchObject({ reason: expect.stringContaining('another kind') });
    }
    const { publicKey } = signingPair('P-256');
    for (const pem of [publicKey, 'sesame', '', '-----BEGIN PRIVATE KEY-----\nsesame\n']) {
      const refused = keySigner(pem, '');
      expect(refused).toMatchObject({ reason: expect.stringContaining('no private key in PEM') });
      expect(JSON.stringify(refused)).not.toContain('sesame');
    }
  });
});
