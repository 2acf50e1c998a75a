import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readKey, readRoots, type Trust } from '../../../adapters/signature/trust.ts';
import { verifyBundle } from '../../../adapters/signature/verify.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Result } from '../../../core/result.ts';
import {
  type Authority,
  createAuthority,
  issuer,
  type Json,
  keyPair,
  provenanceOf,
  signWithKey,
  statement,
} from './signing.ts';

const digest = sha256('model');
const workflow = '.github/workflows/ml.yml';
const repository = 'https://github.com/octo-org/bike-demand';
const ref = 'refs/pull/7/merge';
const identity = `${repository}/${workflow}@${ref}`;
const build = {
  repository,
  workflow,
  ref,
  commit: 'c'.repeat(40),
  invocation: `${repository}/actions/runs/4711/attempts/1`,
  runner: 'github-hosted',
};
const extensions = {
  11: build.runner,
  12: repository,
  13: build.commit,
  14: ref,
  18: identity,
  21: build.invocation,
};

const ours = keyPair();
let authority: Authority;
let signed: Json;
let certified: Json;

beforeAll(async () => {
  authority = await createAuthority();
  signed = await signWithKey(statement(digest), ours);
  certified = await authority.signAs(statement(digest), identity, extensions);
});

function trusted(result: Result<Trust>): Trust {
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

const byKey = (bundle: unknown, pem = ours.publicKey) =>
  verifyBundle(bundle, trusted(readKey(pem)));
const byRoots = (bundle: unknown, roots = authority.root) =>
  verifyBundle(bundle, trusted(readRoots(roots)));

/** A copy in which a test has changed something. */
function altered(bundle: Json, change: (copy: Json) => void): Json {
  const copy = structuredClone(bundle);
  change(copy);
  return copy;
}

const payload = (content: object): string =>
  Buffer.from(JSON.stringify(content)).toString('base64');

describe('a bundle that was signed with a key', () => {
  it.each(['ec', 'ed25519'] as const)('is verified with that key, %s', async (kind) => {
    const pair = keyPair(kind);
    const found = byKey(await signWithKey(statement(digest), pair), pair.publicKey);
    expect(found).toMatchObject({
      kind: 'verified',
      signer: { kind: 'key', fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
      predicateType: 'https://example.org/model/v1',
      subjects: [digest],
      build: null,
    });
  });

  it('says what its SLSA provenance says of the build', async () => {
    const content = statement(digest, provenanceOf(build));
    expect(byKey(await signWithKey(content, ours))).toMatchObject({ kind: 'verified', build });
  });

  it('is refused with another key, of whatever kind', () => {
    for (const other of [keyPair(), keyPair('ed25519')]) {
      expect(byKey(signed, other.publicKey)).toEqual({
        kind: 'refused',
        reason: 'The signature of an attestation does not hold with the pinned key.',
      });
    }
  });

  it('is refused where roots of trust are asked for', () => {
    expect(byRoots(signed)).toMatchObject({ reason: expect.stringContaining('with a key') });
  });

  it.each<[string, (copy: Json) => void]>([
    [
      'another subject',
      ({ dsseEnvelope }) => {
        dsseEnvelope.payload = payload(statement(sha256('other')));
      },
    ],
    [
      'another payload type',
      ({ dsseEnvelope }) => {
        dsseEnvelope.payloadType = 'text/plain';
      },
    ],
    [
      'no signature',
      ({ dsseEnvelope }) => {
        dsseEnvelope.signatures = [];
      },
    ],
    [
      'a second signature',
      ({ dsseEnvelope }) => {
        dsseEnvelope.signatures.push(dsseEnvelope.signatures[0]);
      },
    ],
    [
      'an empty signature',
      ({ dsseEnvelope }) => {
        dsseEnvelope.signatures[0].sig = '';
      },
    ],
    [
      'thousands of log entries',
      ({ verificationMaterial }) => {
        verificationMaterial.tlogEntries = Array.from({ length: 5_000 }, () => ({
          logIndex: '1',
          logId: { keyId: 'AA==' },
          kindVersion: { kind: 'dsse', version: '0.0.1' },
          integratedTime: '1700000000',
          inclusionPromise: { signedEntryTimestamp: 'AA==' },
          inclusionProof: {
            logIndex: '1',
            rootHash: 'AA==',
            treeSize: '2',
            hashes: [],
            checkpoint: { envelope: 'x' },
          },
          canonicalizedBody: 'AA==',
        }));
      },
    ],
  ])('is refused with %s', (_, change) => {
    expect(byKey(altered(signed, change)).kind).toBe('refused');
  });

  it('is refused when what is signed is no statement', async () => {
    for (const content of [{}, [], { _type: 'x' }, statement(digest, { predicateType: 1 })]) {
      expect(byKey(await signWithKey(content, ours)).kind).toBe('refused');
    }
    expect(byKey(await signWithKey(statement(digest), ours, 'text/plain')).kind).toBe('refused');
  });

  it('is refused when its statement is larger than 1 MB', async () => {
    const large = statement(digest, { predicate: { note: 'x'.repeat(1_000_001) } });
    expect(byKey(await signWithKey(large, ours))).toMatchObject({
      reason: expect.stringContaining('larger than 1 MB'),
    });
  });

  it.each<[string, object]>([
    ['none', { subject: [] }],
    ['no list', { subject: 'model' }],
    ['a digest of another kind', { subject: [{ name: 'm', digest: { sha1: 'a'.repeat(40) } }] }],
    ['a digest that is no text', { subject: [{ name: 'm', digest: { sha256: 7 } }, null] }],
    ['a digest in capitals', { subject: [{ digest: { sha256: 'A'.repeat(64) } }] }],
  ])('is about nothing where its subject is %s', async (_, change) => {
    expect(byKey(await signWithKey(statement(digest, change), ours))).toMatchObject({
      kind: 'verified',
      subjects: [],
    });
  });
});

describe('a bundle that a workflow has signed', () => {
  it('is verified with the roots of trust, and says who has signed and what of the build', () => {
    expect(byRoots(certified)).toMatchObject({
      kind: 'verified',
      signer: { kind: 'certificate', identity, issuer, build },
      subjects: [digest],
    });
  });

  it('is verified when only one of the roots knows its authority', async () => {
    const other = await createAuthority();
    expect(byRoots(certified, `${other.root}\n${authority.root}\n`).kind).toBe('verified');
  });

  it('is refused with the roots of another authority', async () => {
    const other = await createAuthority();
    expect(byRoots(certified, other.root)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('roots of trust'),
    });
  });

  it('is refused where a key is asked for', () => {
    expect(byKey(certified)).toMatchObject({ reason: expect.stringContaining('certificate') });
  });

  it('is refused without a trusted time', () => {
    const timeless = altered(certified, ({ verificationMaterial }) => {
      verificationMaterial.timestampVerificationData = { rfc3161Timestamps: [] };
    });
    expect(byRoots(timeless)).toMatchObject({ reason: expect.stringContaining('timestamps') });
  });

  it('is refused with the certificate of somebody else', async () => {
    const theirs = await authority.signAs(statement(digest), 'https://example.org/other');
    const swapped = altered(certified, ({ verificationMaterial }) => {
      verificationMaterial.certificate = theirs['verificationMaterial'].certificate;
    });
    expect(byRoots(swapped).kind).toBe('refused');
  });

  it('is refused where the root has a log and the bundle no entry', () => {
    const root = JSON.parse(authority.root);
    const logKey = Buffer.from(
      ours.publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, ''),
      'base64',
    ).toString('base64');
    root.tlogs = [
      {
        baseUrl: 'https://log.example',
        hashAlgorithm: 'SHA2_256',
        publicKey: {
          rawBytes: logKey,
          keyDetails: 'PKIX_ECDSA_P256_SHA_256',
          validFor: { start: '2020-01-01T00:00:00Z' },
        },
        logId: { keyId: 'AA==' },
      },
    ];
    expect(byRoots(certified, JSON.stringify(root))).toMatchObject({
      reason: expect.stringContaining('tlog'),
    });
  });

  it('says nothing of a build where its certificate does not', async () => {
    const bare = await authority.signAs(statement(digest), identity);
    expect(byRoots(bare)).toMatchObject({
      signer: { build: { repository: null, workflow: null, commit: null, runner: null } },
    });
  });
});

describe('garbage', () => {
  it.each([undefined, null, '', 'text', 7, [], {}, { mediaType: 'x' }, { dsseEnvelope: null }])(
    'is refused: %j',
    (garbage) => {
      expect(byKey(garbage).kind).toBe('refused');
      expect(byRoots(garbage).kind).toBe('refused');
    },
  );

  it('of any kind in any place of a bundle never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...placesOf(signed)), fc.jsonValue(), (path, value) => {
        const bundle = altered(signed, (copy) => put(copy, path, value));
        expect(['refused', 'verified']).toContain(byKey(bundle).kind);
      }),
      { numRuns: 300 },
    );
  });

  it('in one bit of the statement or of the signature is never verified', () => {
    const places = [
      [signed, byKey, 'payload'],
      [signed, byKey, 'sig'],
      [certified, byRoots, 'payload'],
      [certified, byRoots, 'sig'],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.nat(), ([bundle, verify, place], bit) => {
        const changed = altered(bundle, ({ dsseEnvelope }) => {
          const holder = place === 'sig' ? dsseEnvelope.signatures[0] : dsseEnvelope;
          const bytes = Buffer.from(holder[place], 'base64');
          const at = Math.floor(bit / 8) % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
          holder[place] = bytes.toString('base64');
        });
        expect(verify(changed).kind).toBe('refused');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file of trust', () => {
  it('is no key where it holds a private one, and says so without showing it', () => {
    const pem = ours.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(readKey(pem)).toMatchObject({ ok: false, reason: expect.stringContaining('private') });
  });

  it.each(['', 'text', '-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n', '\0'])(
    'is no key where it is %j',
    (text) => {
      expect(readKey(text)).toMatchObject({ ok: false, reason: expect.stringContaining('PEM') });
    },
  );

  it.each(['', '{}', 'null', '[]', 'text', '{"certificateAuthorities":[{}]}', '{}\n{}'])(
    'holds no roots of trust where it is %j',
    (text) => {
      expect(readRoots(text).ok).toBe(false);
    },
  );

  it('is not taken in part, nor with more than ten roots, nor beyond 1 MB', () => {
    expect(readRoots(`${authority.root}\n{}`).ok).toBe(false);
    expect(readRoots(`${authority.root}\n`.repeat(10)).ok).toBe(true);
    expect(readRoots(`${authority.root}\n`.repeat(11)).ok).toBe(false);
    expect(readRoots(authority.root + ' '.repeat(1_000_001)).ok).toBe(false);
  });

  it('holds roots over several lines too', () => {
    expect(readRoots(JSON.stringify(JSON.parse(authority.root), null, 2)).ok).toBe(true);
  });
});

/** The paths of all values in a bundle. */
function placesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, one]) => placesOf(one, [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

function put(bundle: Json, path: readonly string[], value: unknown): void {
  const holder = path.slice(0, -1).reduce<Json>((found, key) => found[key], bundle);
  holder[path.at(-1) ?? ''] = value;
}
