import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { readFolder } from '../../../adapters/verify/read-folder.ts';
import { predicateTypes } from '../../../core/attest/statement.ts';
import type { ClaimId } from '../../../core/verify/claim.ts';
import { type Verification, verify } from '../../../core/verify/verify.ts';
import { signingPair } from '../signature/pair.ts';
import { readKey, readRoots } from '../../../adapters/signature/trust.ts';
import { createAuthority, issuer } from '../signature/signing.ts';
import { type FolderChanges, type VersionFolder, versionFolder } from './version-folder.ts';

const elsewhere = {
  repository: null,
  tag: { kind: 'not-asked' },
  stored: { kind: 'absent' },
} as const;

let root: string;
let intact: VersionFolder;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'assay-verify-test-'));
  intact = await made();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function made(changes: FolderChanges = {}): Promise<VersionFolder> {
  return versionFolder(await newFolder(), changes);
}

async function newFolder(): Promise<string> {
  count += 1;
  const folder = join(root, String(count), 'version');
  await mkdir(folder, { recursive: true });
  return folder;
}

/** A copy of the intact folder in which a test has changed something. */
async function altered(change: (folder: string) => Promise<unknown>): Promise<VersionFolder> {
  const folder = await newFolder();
  await cp(intact.folder, folder, { recursive: true });
  await change(folder);
  return { ...intact, folder };
}

async function verified(
  { folder, model, version, trust }: VersionFolder,
  asked: VersionFolder['trust'] | null = trust,
): Promise<Verification> {
  const scratch = await mkdtemp(join(root, 'scratch-'));
  const wanted = { model, version, trust: asked };
  return verify(await readFolder(folder, wanted, elsewhere, scratch), true);
}

function failedOf({ claims }: Verification): readonly ClaimId[] {
  return claims.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
}

function provedOf({ claims }: Verification): readonly ClaimId[] {
  return claims.filter(({ outcome }) => outcome === 'proved').map(({ id }) => id);
}

const everything: readonly ClaimId[] = [
  'record',
  'records',
  'package',
  'model',
  'model-signature',
  'provenance',
  'test-result',
  'verdict-result',
  'verdict',
  'documents',
  'bom',
  'evidence',
];

describe('the folder of a version', () => {
  it('is verified in every claim but the tag, which lies at GitHub', async () => {
    const result = await verified(intact);
    expect(result.claims.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(provedOf(result)).toEqual(everything);
    expect(result).toMatchObject({ holds: true, signed: true });
  });

  it('says of each file what is not proved without it, and that nothing is contradicted', async () => {
    for (const [name, open] of [
      ['run.json', ['records', 'test-result', 'verdict-result', 'verdict']],
      ['evaluation.json', ['records', 'test-result']],
      ['verdict.json', ['test-result', 'verdict-result', 'verdict']],
      ['bike-demand-1.1.0.tar.gz', ['package', 'model', 'model-signature']],
      ['bike-demand-1.1.0.sigstore.json', ['model-signature']],
      ['attestations.sigstore.jsonl', ['provenance', 'test-result', 'verdict-result']],
      ['model-card.md', ['documents']],
      ['bom.cdx.json', ['documents', 'bom']],
      ['evidence-bike-demand-1.1.0.tar.gz', ['evidence']],
    ] as const) {
      const result = await verified(await altered((folder) => rm(join(folder, name))));
      expect({ name, failed: failedOf(result) }).toEqual({ name, failed: [] });
      const missing = everything.filter((id) => !provedOf(result).includes(id));
      expect({ name, missing }).toEqual({ name, missing: open });
    }
  });

  it(
    'is not verified where one byte of any file changed: never a false proof',
    { timeout: 60_000 },
    async () => {
      const names = (await readdir(intact.folder)).toSorted();
      const folder = (await altered(() => Promise.resolve())).folder;
      const change = fc.record({
        name: fc.constantFrom(...names),
        at: fc.double({ min: 0, max: 0.999, noNaN: true }),
        by: fc.integer({ min: 1, max: 255 }),
      });
      await fc.assert(
        fc.asyncProperty(change, async ({ name, at, by }) => {
          const path = join(folder, name);
          const whole = await readFile(path);
          const changed = Buffer.from(whole);
          const index = Math.floor(at * whole.length);
          changed[index] = (changed[index] ?? 0) ^ by;
          await writeFile(path, changed);
          const result = await verified({ ...intact, folder });
          await writeFile(path, whole);
          // White space of a bundle is not signed; whatever is read of it still must hold.
          const isBundle = name.includes('.sigstore.json');
          expect(isBundle ? failedOf(result).length > 0 || result.signed : !result.holds).toBe(
            true,
          );
          if (!isBundle) expect(failedOf(result)).not.toEqual([]);
        }),
        { numRuns: 60, seed: 20_260_726 },
      );
    },
  );

  it('never throws for garbage, whatever file it is in', { timeout: 60_000 }, async () => {
    const names = (await readdir(intact.folder)).toSorted();
    const texts = ['', '{"schema":7}', 'null', '['.repeat(20_000)];
    for (const name of names) {
      for (const text of texts) {
        const result = await verified(
          await altered((folder) => writeFile(join(folder, name), text)),
        );
        expect({ name, text, holds: result.holds }).toEqual({ name, text, holds: false });
      }
    }
  });

  it('may hold the unpacked model instead of its package, without links and without more', async () => {
    const result = await verified(
      await altered(async (folder) => {
        await mkdir(join(folder, 'model/model'), { recursive: true });
        await writeFile(join(folder, 'model/model/weights.bin'), 'a weight\n');
        await symlink('weights.bin', join(folder, 'model/model/readme.txt'));
      }),
    );
    expect(failedOf(result)).toEqual(['model']);
    const more = await verified(
      await altered(async (folder) => {
        await mkdir(join(folder, 'model/model'), { recursive: true });
        await writeFile(join(folder, 'model/model/weights.bin'), 'a weight\n');
        await writeFile(join(folder, 'model/model/readme.txt'), 'a text\n');
        await writeFile(join(folder, 'model/payload.sh'), 'echo\n');
      }),
    );
    expect(failedOf(more)).toEqual(['model', 'model-signature']);
    expect(more.claims.find(({ id }) => id === 'model')?.sentence).toContain(
      'payload.sh was added',
    );
  });

  it('proves no signature without a key, and refuses those of another', async () => {
    const unchecked = await verified(intact, null);
    expect(failedOf(unchecked)).toEqual([]);
    expect(unchecked).toMatchObject({ signed: false, holds: false });
    const other = readKey(signingPair('P-256').publicKey);
    if (!other.ok) throw new Error(other.reason);
    const refused = await verified(intact, { trust: other.value, facts: { kind: 'key' } });
    expect(failedOf(refused)).toEqual([
      'model-signature',
      'provenance',
      'test-result',
      'verdict-result',
    ]);
  });
});

describe('a version that a workflow has signed', () => {
  it('is verified with the roots of trust and the identity that is asked for, and with no other', async () => {
    const identity = 'https://github.com/octo/models/.github/workflows/ml.yml@refs/heads/main';
    const authority = await createAuthority();
    const roots = readRoots(authority.root);
    if (!roots.ok) throw new Error(roots.reason);
    const trust = (who: string, by = issuer) => ({
      trust: roots.value,
      facts: { kind: 'identity', identity: who, issuer: by } as const,
    });
    const signedFor = (repository: string, commit: string) => {
      const extensions = { 12: `https://github.com/${repository}`, 13: commit };
      return made({ sign: (one) => authority.signAs(one, identity, extensions) });
    };
    const folder = await signedFor('octo-org/bike-demand', 'c'.repeat(40));
    const result = await verified(folder, trust(identity));
    expect({ failed: failedOf(result), signed: result.signed }).toEqual({
      failed: [],
      signed: true,
    });
    const signatures = ['model-signature', 'provenance', 'test-result', 'verdict-result'];
    for (const [who, by] of [
      [`${identity}x`, issuer],
      [identity, 'https://issuer.example'],
    ] as const) {
      expect(failedOf(await verified(folder, trust(who, by)))).toEqual(signatures);
    }
    expect(failedOf(await verified(folder))).toEqual(signatures);
    for (const [repository, commit] of [
      ['octo-org/bike-demand', 'd'.repeat(40)],
      ['octo-org/other', 'c'.repeat(40)],
    ] as const) {
      const other = await signedFor(repository, commit);
      expect(failedOf(await verified(other, trust(identity)))).toEqual(signatures);
    }
  });
});

describe('a signed statement', () => {
  it('never proves anything by what it holds but the right thing, and is never an exception', async () => {
    const { model, version, trust } = intact;
    const wanted = { model, version, trust };
    const facts = await readFolder(intact.folder, wanted, elsewhere, join(root, 'scratch-pure'));
    const signature = { kind: 'verified', signer: { kind: 'key', fingerprint: 'x' } } as const;
    const value = fc.jsonValue({ maxDepth: 4 });
    const hostile = fc.constantFrom<unknown>(
      { toString: 1 },
      { uri: { toString: 1 } },
      [[[]]],
      '\u0000',
    );
    const statement = fc.record({
      _type: fc.constant('https://in-toto.io/Statement/v1'),
      predicateType: fc.constantFrom(...Object.values(predicateTypes), 'x'),
      subject: fc.oneof(value, fc.array(hostile)),
      predicate: fc.oneof(
        value,
        hostile,
        fc.record({
          configuration: fc.array(hostile),
          serialization: fc.record({ ignore_paths: fc.array(hostile) }),
        }),
      ),
    });
    fc.assert(
      fc.property(statement, (forged) => {
        const found = { statement: forged, signature };
        const { claims, holds } = verify(
          {
            ...facts,
            modelSignature: { kind: 'found', value: found },
            attestations: { kind: 'found', value: [found] },
          },
          true,
        );
        const signed: readonly string[] = [
          'model-signature',
          'provenance',
          'test-result',
          'verdict-result',
        ];
        expect(
          claims.filter(({ id, outcome }) => signed.includes(id) && outcome === 'proved'),
        ).toEqual([]);
        expect(holds).toBe(false);
      }),
      { numRuns: 300, seed: 20_260_727 },
    );
  });

  it.each<[string, ClaimId, FolderChanges['statements']]>([
    [
      'about another package',
      'provenance',
      (own) =>
        own.map((one) => ({
          ...one,
          subject: [{ name: 'x', digest: { sha256: '0'.repeat(64) } }],
        })),
    ],
    [
      'that says more than the evaluation found',
      'test-result',
      (own) =>
        own.map((one) =>
          one.predicateType === predicateTypes.testResult
            ? { ...one, predicate: { ...one.predicate, failedTests: [], result: 'PASSED' } }
            : one,
        ),
    ],
    [
      'with a property that the verdict does not have',
      'verdict-result',
      (own) =>
        own.map((one) =>
          one.predicateType === predicateTypes.verdict
            ? { ...one, predicate: { ...one.predicate, properties: ['ASSAY_VERDICT_PASS'] } }
            : one,
        ),
    ],
    [
      'of another commit',
      'provenance',
      (own) =>
        own.map((one) =>
          JSON.parse(JSON.stringify(one).replaceAll('c'.repeat(40), 'd'.repeat(40))),
        ),
    ],
  ])('%s contradicts the records, whoever signed it', async (_, id, statements) => {
    const result = await verified(await made(statements === undefined ? {} : { statements }));
    expect(failedOf(result)).toContain(id);
    expect(result.holds).toBe(false);
  });

  it('of a kind that we do not know is named, and proves nothing', async () => {
    const result = await verified(
      await made({
        statements: (own) => [
          ...own,
          {
            ...(own[0] ?? { _type: 'https://in-toto.io/Statement/v1', subject: [], predicate: {} }),
            predicateType: 'https://example.org/other',
          },
        ],
      }),
    );
    expect(result.claims.find(({ id }) => id === 'attestations')).toMatchObject({
      outcome: 'open',
      sentence: expect.stringContaining('https://example.org/other'),
    });
    expect(result.holds).toBe(true);
  });
});

describe('a record that contradicts', () => {
  it('is found, though it was sealed anew', async () => {
    expect(failedOf(await verified(await made({ version: { metrics: { mae: 0 } } })))).toEqual([
      'records',
    ]);
    expect(
      failedOf(
        await verified(await made({ version: { version: '2.0.0', tag: 'bike-demand@v2.0.0' } })),
      ),
    ).toEqual(['record']);
  });

  it('that was put in the place of the signed one contradicts what was signed', async () => {
    const forged = await made({ version: { metrics: {}, parent: '0.9.0' } });
    const result = await verified(
      await altered(async (folder) =>
        cp(join(forged.folder, 'version.json'), join(folder, 'version.json')),
      ),
    );
    expect(failedOf(result)).toEqual(expect.arrayContaining(['records', 'provenance', 'evidence']));
  });

  it('is a verdict that did not pass, or was not merged; one with a waiver names it', async () => {
    const failing = await verified(await made({ verdict: { outcome: 'fail' } }));
    expect(failedOf(failing)).toEqual(['verdict']);
    const unmerged = await verified(await made({ verdict: { merged: false } }));
    expect(failedOf(unmerged)).toEqual(['verdict']);
    const { claims } = await verified(intact);
    expect(claims.find(({ id }) => id === 'verdict')?.sentence).toContain(
      'checks waived: metric-gate by',
    );
  });
});

describe('a version that nobody signed', () => {
  it('is not signed by the signature of its files, which an attacker copies to figures of their own', async () => {
    const forged = await made({ version: { parent: '0.0.1' }, statements: () => [] });
    await rm(join(forged.folder, 'attestations.sigstore.jsonl'));
    const result = await verified(forged);
    expect(provedOf(result)).toContain('model-signature');
    expect(result).toMatchObject({ signed: false, holds: false });
    expect(result.claims.find(({ id }) => id === 'model-signature')?.sentence).toContain(
      'whatever its version',
    );
  });
});
