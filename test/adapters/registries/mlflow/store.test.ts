import { execFile } from 'node:child_process';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VersionRecord } from '../../../../schemas/types.ts';
import { installed } from '../../../tools/installed.ts';
import { temporaryFolder } from '../../temporary.ts';
import { registryContract } from '../contract.ts';
import { meddler } from './meddler.ts';
import { hasMlflow, type MlflowServer, startMlflow } from './server.ts';
import {
  announcementOf,
  packedOn,
  recordOf,
  registered,
  someFiles,
  storeOn,
  upload,
} from './store-on.ts';

let server: MlflowServer | null = null;
let names = 0;

const url = (): string => server?.url ?? '';
/** The name of a registered model that no other test has. */
const newName = (): string => `bikes ${(names += 1)}`;

/** Where the files of a version lie at the server. */
function folderOf({ package: { uri } }: Readonly<VersionRecord>): string {
  return join(server?.artifacts ?? '', uri.split('/mlflow-artifacts/artifacts/')[1] ?? 'none');
}

interface RegisteredModel {
  readonly aliases?: readonly { readonly alias: string; readonly version: string }[];
  readonly latest_versions: readonly { readonly version: string; readonly description: string }[];
}

async function mlflowModel(name: string): Promise<RegisteredModel> {
  const asked = await fetch(
    `${url()}/api/2.0/mlflow/registered-models/get?name=${encodeURIComponent(name)}`,
  );
  const { registered_model: model } = (await asked.json()) as { registered_model: RegisteredModel };
  return model;
}

async function mlflowVersions(name: string): Promise<readonly string[]> {
  const filter = encodeURIComponent(`name='${name}'`);
  const asked = await fetch(`${url()}/api/2.0/mlflow/model-versions/search?filter=${filter}`);
  const { model_versions: versions = [] } = (await asked.json()) as {
    model_versions?: readonly { readonly version: string }[];
  };
  return versions.map(({ version }) => version);
}

async function aliases(name: string): Promise<Readonly<Record<string, string>>> {
  const { aliases: found = [] } = await mlflowModel(name);
  return Object.fromEntries(found.map(({ alias, version }) => [alias, version]));
}

async function tell(method: string, endpoint: string, body: object): Promise<void> {
  const answer = await fetch(`${url()}/api/2.0/mlflow/${endpoint}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

describe.skipIf(!hasMlflow)('the store mlflow on a real server', () => {
  beforeAll(async () => {
    server = await startMlflow();
  });
  afterAll(() => server?.close());

  registryContract(
    'mlflow',
    async (ground) => {
      // No two grounds share a registered model. It is there, as is its experiment: the contract counts what each version takes.
      const name = newName();
      await tell('POST', 'experiments/create', { name: `assay/${name}` });
      await tell('POST', 'registered-models/create', { name });
      return {
        settings: { type: 'mlflow', tracking_uri: await ground.ways.through(url()), name },
        isAnnounced: async ({ package: packed }) =>
          (await mlflowVersions(packed.name)).length === 1,
        tamper: (record) => appendFile(join(folderOf(record), 'model/weights.bin'), 'more'),
        swap: (record) =>
          writeFile(join(folderOf(record), 'model/weights.bin'), new Uint8Array(300_000)),
        remove: (record) => rm(folderOf(record), { recursive: true }),
      };
    },
    3,
  );

  it(
    'is read by the client of MLflow: by the uri of the record, by version and by environment',
    { timeout: 120_000 },
    async () => {
      const name = newName();
      const store = storeOn(url(), {}, { name });
      const files = { 'model/a.bin': 'aaaa', 'model/deep/ä b+c&.txt': 'odd', 'model/empty': '' };
      const record = await registered(store, files);
      await store.follow(record, { environment: 'production', role: 'champion' });
      const target = await temporaryFolder();
      const script = `
import mlflow, sys
for place, uri in enumerate(sys.argv[2:]):
    mlflow.artifacts.download_artifacts(artifact_uri=uri, dst_path=f"{sys.argv[1]}/{place}")
`;
      const uris = [
        record.package.uri,
        `models:/${name}@v1-0-0`,
        `models:/${name}/1`,
        `models:/${name}@production`,
      ];
      const python = join(dirname(installed('mlflow') ?? ''), 'python');
      await promisify(execFile)(python, ['-c', script, target, ...uris], {
        env: { ...process.env, MLFLOW_TRACKING_URI: url() },
      });
      // By an address, MLflow keeps the last folder's name.
      for (const folder of ['0/model', '1', '2', '3']) {
        const found = await readdir(join(target, folder, 'model'), { recursive: true });
        expect(found.toSorted()).toEqual(['a.bin', 'deep', 'deep/ä b+c&.txt', 'empty']);
        expect(await readFile(join(target, folder, 'model/deep/ä b+c&.txt'), 'utf8')).toBe('odd');
      }
      const { latest_versions: versions } = await mlflowModel(name);
      expect(versions[0]?.description).toContain('bikes@v1.0.0 of octo/models');
    },
  );

  it('has one version after ten announcements of it at once', { timeout: 120_000 }, async () => {
    const name = newName();
    const store = storeOn(url(), {}, { name });
    const packed = await packedOn(store);
    await upload(packed);
    const record = await recordOf(packed);
    expect(await store.problem(record)).toBe(
      `${name} has no version bikes@v1.0.0 at the MLflow server ${url()}.`,
    );
    await Promise.all(Array.from({ length: 10 }, () => store.announce(announcementOf(record))));
    const [number, ...more] = await mlflowVersions(name);
    expect(more).toEqual([]);
    expect(await aliases(name)).toEqual({ 'v1-0-0': number });
    expect(await store.problem(record)).toBeNull();
  });

  it('sends only the files that an earlier try has not brought there, byte for byte', async () => {
    const name = newName();
    let refuse = true;
    const proxy = await meddler(({ line }, response) => {
      if (!refuse || !line.startsWith('PUT') || !line.includes('deep')) return null;
      response.writeHead(400).end();
      return 'answered';
    }, url());
    const store = storeOn(proxy.url, {}, { name });
    const first = await packedOn(store);
    await expect(upload(first)).rejects.toMatchObject({ code: 'mlflow-answer' });
    refuse = false;
    const before = proxy.lines.length;
    const second = await packedOn(store);
    await upload(second);
    await upload(second, '1.1.0');
    expect(second.describe('1.1.0')).toEqual(first.describe('1.0.0'));
    const sent = proxy.lines.slice(before).filter((line) => line.startsWith('PUT'));
    expect(sent.map((line) => line.split('/').slice(-2))).toEqual([
      ['deep', 'b.bin'],
      ['artifacts', 'assay-manifest.json'],
    ]);
  });

  it('sends a file again that lies there with the right size and other bytes', async () => {
    const name = newName();
    const store = storeOn(url(), {}, { name });
    const packed = await packedOn(store);
    await upload(packed);
    const record = await recordOf(packed);
    await writeFile(join(folderOf(record), 'model/a.bin'), 'zzzz');
    await upload(await packedOn(store));
    expect(await readFile(join(folderOf(record), 'model/a.bin'), 'utf8')).toBe('aaaa');
  });

  it('does not take an upload for good that comes back with other bytes', async () => {
    const proxy = await meddler(
      ({ line }) =>
        line.endsWith('/a.bin') && line.startsWith('GET') ? Buffer.from('zzzz') : null,
      url(),
    );
    const store = storeOn(proxy.url, {}, { name: newName() });
    await expect(upload(await packedOn(store))).rejects.toMatchObject({ code: 'upload-damaged' });
    expect(proxy.lines.filter((line) => line.includes('assay-manifest'))).toEqual([]);
  });

  it('makes one run, one version and one alias although each answer is lost once', async () => {
    const name = newName();
    const lost = new Set<string>();
    const proxy = await meddler(({ line }) => {
      if (line.startsWith('GET') || lost.has(line)) return null;
      lost.add(line);
      return 'lost';
    }, url());
    const store = storeOn(proxy.url, {}, { name });
    const record = await registered(store);
    await store.follow(record, { environment: 'staging', role: 'champion' });
    expect(lost.size).toBeGreaterThan(7);
    expect(await mlflowVersions(name)).toHaveLength(1);
    expect(Object.keys(await aliases(name)).toSorted()).toEqual(['staging', 'v1-0-0']);
    expect(await store.problem(record)).toBeNull();
  });

  it('says what is wrong with a version without fetching it', async () => {
    const name = newName();
    const store = storeOn(url(), {}, { name });
    const record = await registered(store);
    const problem = () => store.problem(record);
    const folder = folderOf(record);
    const at = (path: string): string => join(folder, 'model', path);
    await writeFile(at('a.bin'), 'aaaaa');
    expect(await problem()).toContain('model/a.bin of bikes@v1.0.0 has 5 bytes instead of 4 at');
    await rm(at('a.bin'));
    expect(await problem()).toContain('model/a.bin of bikes@v1.0.0 is missing at');
    await writeFile(at('a.bin'), 'aaaa');
    await writeFile(at('MLmodel'), 'loader_module: evil');
    expect(await problem()).toContain('holds model/MLmodel');
    await expect(upload(await packedOn(store))).rejects.toMatchObject({ code: 'mlflow-stranger' });
    await rm(at('MLmodel'));
    expect(await problem()).toBeNull();
    const manifest = join(folder, '../assay-manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, `${text} `);
    expect(await problem()).toContain('The list of the files of bikes@v1.0.0 is missing');
    await writeFile(manifest, text);
    await tell('POST', 'model-versions/set-tag', {
      name,
      version: '1',
      key: 'assay.digest',
      value: 'sha256:0',
    });
    expect(await problem()).toContain('is tagged with another digest');
    await expect(store.announce(announcementOf(record))).rejects.toMatchObject({
      code: 'mlflow-other-version',
    });
    await tell('DELETE', 'model-versions/delete', { name, version: '1' });
    expect(await problem()).toContain(`${name} has no version bikes@v1.0.0`);
    await store.announce(announcementOf(record));
    expect(await problem()).toBeNull();
  });

  it('says of a model that is too large to be read by the way what it did not compare', async () => {
    const proxy = await meddler(() => null, url());
    const store = storeOn(proxy.url, {}, { name: newName() });
    const record = await registered(store);
    const artifact = { ...record.artifact, bytes: 1_200_000_000 };
    const before = proxy.lines.length;
    expect(await store.compare({ ...record, artifact })).toEqual({
      kind: 'unread',
      sentence: expect.stringMatching(
        /contents were not compared: they have 1\.20 GB, .* run "assay verify bikes@1\.0\.0"/,
      ),
    });
    expect(proxy.lines).toHaveLength(before);
    expect(await store.compare(record)).toEqual({ kind: 'same' });
  });

  it('refuses a fetched file whose bytes have changed, and one that is gone', async () => {
    const store = storeOn(url(), {}, { name: newName() });
    const record = await registered(store);
    const fetching = async () => store.fetch(record, await temporaryFolder(), '');
    await fetching();
    const path = join(folderOf(record), 'model/a.bin');
    await writeFile(path, 'zzzz');
    await expect(fetching()).rejects.toMatchObject({ code: 'package-changed' });
    await writeFile(path, 'z'.repeat(1_000_000));
    await expect(fetching()).rejects.toMatchObject({ code: 'package-changed' });
    await rm(path);
    await expect(fetching()).rejects.toMatchObject({ code: 'no-package' });
  });

  it('lets aliases follow what environments hold', async () => {
    const name = newName();
    const store = storeOn(url(), {}, { name });
    const one = await registered(store);
    const two = await registered(store, { ...someFiles, 'model/a.bin': 'cccc' }, '1.1.0');
    const versions = { 'v1-0-0': '1', 'v1-1-0': '2' };
    await store.follow(one, { environment: 'production', role: 'champion' });
    await store.follow(two, { environment: 'production', role: 'challenger' });
    const challenged = { ...versions, production: '1', 'production-challenger': '2' };
    expect(await aliases(name)).toEqual(challenged);
    await store.follow(one, { environment: 'production', role: 'challenger', ended: true });
    expect(await aliases(name)).toEqual(challenged);
    await store.follow(two, { environment: 'production', role: 'challenger', ended: true });
    await store.follow(two, { environment: 'production', role: 'challenger', ended: true });
    expect(await aliases(name)).toEqual({ ...versions, production: '1' });
    await store.follow(two, { environment: 'production', role: 'challenger' });
    await store.follow(two, { environment: 'production', role: 'champion' });
    await store.follow(two, { environment: 'production', role: 'champion' });
    expect(await aliases(name)).toEqual({ ...versions, production: '2' });
    for (const environment of ['latest', 'v7']) {
      await store.follow(one, { environment, role: 'champion' });
    }
    expect(await aliases(name)).toMatchObject({
      'environment-latest': '1',
      'environment-v7': '1',
    });
  });

  it('says how to bring back an experiment that somebody deleted', async () => {
    const name = newName();
    const store = storeOn(url(), {}, { name });
    const record = await registered(store);
    const id = /artifacts\/(\d+)\//.exec(record.package.uri)?.[1] ?? '';
    await tell('POST', 'experiments/delete', { experiment_id: id });
    await expect(packedOn(store)).rejects.toThrow(`mlflow experiments restore -x ${id}`);
  });
});
