import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  api,
  asStep,
  type Fixture,
  pushTrigger,
  repositoryName,
  startFixture,
  startJob,
} from './job-fixture.ts';

let fixture: Fixture;
let root: string;
const actionsPath = `/repos/${repositoryName}/actions`;

beforeAll(async () => {
  fixture = await startFixture();
  root = join(fixture.folder, 'files');
  mkdirSync(root);
  writeFileSync(join(root, 'record.json'), '{"mae": 1.5}');
  // More than one block of 8 MB.
  writeFileSync(join(root, 'model.bin'), randomBytes(9_000_000));
});

afterAll(() => fixture.close());

function file(name: string): string {
  return join(root, name);
}

describe('artifacts, spoken by @actions/artifact', () => {
  it('are uploaded, found in the API, deleted, uploaded again and downloaded', async () => {
    const job = startJob(fixture);
    const upload = { do: 'upload', name: 'assay-x', files: [file('record.json')], root } as const;
    const { results } = await asStep(fixture, job, [
      upload,
      { do: 'list' },
      { do: 'delete', name: 'assay-x' },
      { do: 'list' },
      { ...upload, files: [file('record.json'), file('model.bin')] },
      { do: 'get', name: 'assay-x' },
    ]);
    const [first, listed, deleted, none, second, got] = results;
    expect(first).toMatchObject({ id: expect.any(Number), digest: expect.any(String) });
    expect(listed).toMatchObject({ artifacts: [{ name: 'assay-x', id: first?.['id'] }] });
    expect(deleted).toEqual({ id: first?.['id'] });
    expect(none).toEqual({ artifacts: [] });
    expect(got).toMatchObject({ artifact: { id: second?.['id'], size: second?.['size'] } });

    const id = Number(second?.['id']);
    const digest = `sha256:${String(second?.['digest'])}`;
    const list = await api(fixture, `${actionsPath}/runs/${job.runId}/artifacts`, job.token);
    expect(list.body).toMatchObject({
      total_count: 1,
      artifacts: [{ id, name: 'assay-x', digest, expired: false, workflow_run: { id: job.runId } }],
    });

    const path = join(fixture.folder, 'downloaded');
    const [downloaded] = (await asStep(fixture, job, [{ do: 'download', id, path, hash: digest }]))
      .results;
    expect(downloaded).toEqual({ downloadPath: path, digestMismatch: false });
    for (const name of ['record.json', 'model.bin']) {
      expect(readFileSync(join(path, name)).equals(readFileSync(file(name)))).toBe(true);
    }
    expect(fixture.github.violations).toEqual([]);
  });

  it('have one name in a run each, and may have it again in another run', async () => {
    const upload = { do: 'upload', name: 'one', files: [file('record.json')], root } as const;
    const [, again] = (await asStep(fixture, startJob(fixture), [upload, upload])).results;
    expect(String(again?.['error'])).toMatch(
      /\(409\) Conflict: an artifact with this name already exists on the workflow run/,
    );
    const [other] = (await asStep(fixture, startJob(fixture), [upload])).results;
    expect(other).toHaveProperty('id');
  });

  it('may be a single file that is not zipped', async () => {
    const job = startJob(fixture);
    const raw = { do: 'upload', name: 'x', files: [file('record.json')], root, raw: true } as const;
    const [uploaded] = (await asStep(fixture, job, [raw])).results;
    const path = join(fixture.folder, 'raw');
    const id = Number(uploaded?.['id']);
    await asStep(fixture, job, [{ do: 'download', id, path }]);
    expect(readFileSync(join(path, 'record.json'), 'utf8')).toBe('{"mae": 1.5}');
  });

  it('of another run are out of reach by runtime token, and in reach by a token that reads actions', async () => {
    const maker = startJob(fixture);
    const upload = { do: 'upload', name: 'theirs', files: [file('record.json')], root } as const;
    const id = Number((await asStep(fixture, maker, [upload])).results[0]?.['id']);
    const path = join(fixture.folder, 'theirs');
    const run = { id: maker.runId, owner: 'octo', name: 'model' };
    const reader = startJob(fixture);
    const [mine, byToken] = (
      await asStep(fixture, reader, [
        { do: 'download', id, path },
        { do: 'download-by-token', id, path, run, token: reader.token },
      ])
    ).results;
    expect(String(mine?.['error'])).toMatch(/No artifacts found for ID/);
    expect(byToken).toMatchObject({ downloadPath: path });
    expect(readFileSync(join(path, 'record.json'), 'utf8')).toBe('{"mae": 1.5}');
  });
});

describe('the address of an artifact', () => {
  it('gives the zip without a token, for a minute, and only as it was signed', async () => {
    let now = new Date('2026-03-01T12:00:00Z');
    const timed = await startFixture(() => now);
    try {
      const job = startJob(timed);
      const upload = { do: 'upload', name: 'z', files: [file('record.json')], root } as const;
      const [made] = (await asStep(timed, job, [upload])).results;
      const zip = `${actionsPath}/artifacts/${String(made?.['id'])}/zip`;
      expect((await api(timed, zip, null)).status).toBe(401);
      const redirect = await api(timed, zip, job.token);
      expect(redirect.status).toBe(302);
      const address = redirect.headers.get('location') ?? '';
      const response = await fetch(address);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(response.headers.get('content-type')).toBe('application/zip');
      expect(response.headers.get('content-disposition')).toContain('z.zip');
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(made?.['digest']);
      const part = await fetch(address, { headers: { range: 'bytes=2-5' } });
      expect(part.status).toBe(206);
      expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(2, 6));
      const head = await fetch(address, { method: 'HEAD' });
      expect(head.headers.get('content-length')).toBe(String(bytes.length));
      expect((await fetch(address.replace('sp=r', 'sp=w'), { method: 'PUT' })).status).toBe(403);
      now = new Date('2026-03-01T12:01:01Z');
      expect((await fetch(address)).status).toBe(403);
      now = new Date('2026-06-01T12:00:00Z');
      expect((await api(timed, zip, job.token)).status).toBe(410);
    } finally {
      await timed.close();
    }
  });
});

async function list(token: string, run: number): Promise<Response> {
  const service = 'github.actions.results.api.v1.ArtifactService';
  return fetch(`${fixture.github.url}/twirp/${service}/ListArtifacts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ workflow_run_backend_id: String(run) }),
  });
}

describe('the results service', () => {
  it('refuses a token that it did not sign, GITHUB_TOKEN, and the run of somebody else', async () => {
    const job = startJob(fixture);
    const other = startJob(fixture, pushTrigger(fixture));
    const forged = job.runtimeToken.replace(
      /\.[^.]*\./,
      `.${Buffer.from('{}').toString('base64url')}.`,
    );
    expect((await list(job.runtimeToken, job.runId)).status).toBe(200);
    expect((await list(forged, job.runId)).status).toBe(401);
    expect((await list(job.token, job.runId)).status).toBe(401);
    const theirs = await list(job.runtimeToken, other.runId);
    expect(theirs.status).toBe(403);
    expect(await theirs.json()).toMatchObject({ code: 'permission_denied' });
  });

  it('can be made to fail by a fault, which the client survives', async () => {
    const match = /^POST .*ListArtifacts$/;
    fixture.github.addFault({ kind: 'status', match, status: 503, times: 1 });
    const [listed] = (await asStep(fixture, startJob(fixture), [{ do: 'list' }])).results;
    expect(listed).toEqual({ artifacts: [] });
    expect(fixture.github.calls.filter(({ status }) => status === 503)).toHaveLength(1);
  });

  it('writes its calls down, those of the storage without the right in their address', () => {
    const { calls } = fixture.github;
    const results = calls.filter((call) => call.surface === 'results');
    const blobs = calls.filter((call) => call.surface === 'blob');
    expect(results[0]).toMatchObject({ method: 'POST', actor: `actions:${repositoryName}` });
    expect(blobs.map((call) => call.method)).toContain('PUT');
    expect(blobs.some((call) => call.path.includes('sig='))).toBe(false);
  });
});
