import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api, startJob } from './job-fixture.ts';
import { at, type OctokitFixture, startOctokitFixture } from './octokit-fixture.ts';

let world: OctokitFixture;

beforeAll(async () => {
  world = await startOctokitFixture();
});

afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world.close();
});

const provenance = 'https://slsa.dev/provenance/v1';
const bom = 'https://cyclonedx.org/bom';

function hex(digit: string): string {
  return digit.repeat(64);
}

/** A bundle whose statement is about these digests. */
function bundle(digits: readonly string[], predicateType = provenance, change: object = {}) {
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: digits.map((digit) => ({ name: digit, digest: { sha256: hex(digit) } })),
    predicateType,
    predicate: {},
    ...change,
  };
  return enveloped(JSON.stringify(statement));
}

function enveloped(payload: string, change: object = {}) {
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { tlogEntries: [], certificate: { rawBytes: 'AA==' } },
    dsseEnvelope: {
      payload: Buffer.from(payload).toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{ sig: 'AA==' }],
      ...change,
    },
  };
}

async function store(what: ReturnType<typeof bundle>): Promise<number> {
  const { data, status } = await world.app.rest.repos.createAttestation({ ...at, bundle: what });
  expect(status).toBe(201);
  return Number(data.id);
}

async function listed(digit: string, query: object = {}) {
  const subject = { ...at, subject_digest: `sha256:${hex(digit)}` };
  return world.app.rest.repos.listAttestations({ ...subject, ...query });
}

describe('attestations', () => {
  it('are found by each digest that their statement is about', async () => {
    const stored = bundle(['a', 'b']);
    expect(await store(stored)).toBeGreaterThan(0);
    for (const digit of ['a', 'b']) {
      const { data } = await listed(digit);
      expect(data.attestations?.map((one) => one.bundle)).toEqual([stored]);
    }
    await expect(listed('c')).rejects.toMatchObject({ status: 404 });
  });

  it('are told apart by the type of their predicate', async () => {
    await store(bundle(['d']));
    await store(bundle(['d'], bom));
    const count = async (type: string) =>
      (await listed('d', { predicate_type: type })).data.attestations?.length;
    expect((await listed('d')).data.attestations).toHaveLength(2);
    expect(await count('provenance')).toBe(1);
    expect(await count('sbom')).toBe(1);
    expect(await count(provenance)).toBe(1);
    await expect(count('release')).rejects.toMatchObject({ status: 404 });
  });

  it('come in pages, newest first, with links to both sides', async () => {
    for (let number = 0; number < 3; number += 1) {
      await store(bundle(['e'], `https://example.org/${number}`));
    }
    const typesOf = ({ data }: Awaited<ReturnType<typeof listed>>) =>
      data.attestations?.map((one) => {
        const payload = String(one.bundle?.dsseEnvelope?.['payload']);
        return JSON.parse(Buffer.from(payload, 'base64').toString()).predicateType.slice(-1);
      });
    const first = await listed('e', { per_page: 2 });
    expect(typesOf(first)).toEqual(['2', '1']);
    const follow = async (page: typeof first, relation: string) => {
      const link = new RegExp(`<([^>]+)>; rel="${relation}"`).exec(page.headers.link ?? '')?.[1];
      return listed('e', Object.fromEntries(new URL(String(link)).searchParams));
    };
    const second = await follow(first, 'next');
    expect(typesOf(second)).toEqual(['0']);
    expect(second.headers.link).not.toContain('rel="next"');
    expect(typesOf(await follow(second, 'prev'))).toEqual(['2', '1']);
  });

  it.each([
    ['no envelope', { mediaType: 'm', verificationMaterial: {} }],
    ['no verification material', { dsseEnvelope: bundle(['a']).dsseEnvelope }],
    ['no signature', enveloped('{}', { signatures: [] })],
    ['another payload', enveloped('{}', { payloadType: 'text/plain' })],
    ['a payload that is no JSON', enveloped('{')],
    ['no statement', enveloped('{}')],
    ['a statement without subjects', bundle([])],
    ['a subject without a digest', bundle([], provenance, { subject: [{ name: 'a' }, null] })],
    ['a statement without a type', bundle(['a'], provenance, { predicateType: 1 })],
  ])('are refused with %s', async (_, wrong) => {
    const answer = world.app.rest.repos.createAttestation({ ...at, bundle: wrong });
    await expect(answer).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [expect.stringMatching(/^The bundle is invalid: /)] } },
    });
  });

  it('need the permission attestations of a token, and write access of a person', async () => {
    await store(bundle(['f']));
    const { jobId } = startJob(world);
    const send = { method: 'POST', body: JSON.stringify({ bundle: bundle(['f']) }) };
    const list = `/repos/octo/model/attestations/sha256:${hex('f')}`;
    const ask = async (permissions: object, path: string, init: object) => {
      const { token } = world.github.actions.jobTokens(jobId, { ...permissions });
      return (await api(world, path, token, init)).status;
    };
    const create = '/repos/octo/model/attestations';
    expect(await ask({ attestations: 'read' }, create, send)).toBe(403);
    expect(await ask({ attestations: 'write' }, create, send)).toBe(201);
    expect(await ask({ contents: 'write' }, list, {})).toBe(403);
    expect(await ask({ attestations: 'read' }, list, {})).toBe(200);
    const byStranger = world.stranger.rest.repos.createAttestation({
      ...at,
      bundle: bundle(['f']),
    });
    await expect(byStranger).rejects.toMatchObject({ status: 403 });
  });
});
