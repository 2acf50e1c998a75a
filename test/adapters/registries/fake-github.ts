import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Registry } from '../../../adapters/registries/registry.ts';
import { openRegistry } from '../../../adapters/registries/open.ts';
import { sha256 } from '../../../core/record/digest.ts';

/** What a request is answered with, instead of what GitHub would answer; null breaks the connection. */
export type Failure = {
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
} | null;

/** A file of a release as the fake keeps it. */
export interface FakeAsset {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly digest: string;
  /** `starter` is what GitHub leaves of an upload that broke off. */
  readonly state: 'uploaded' | 'starter';
  readonly content: Buffer;
}

/** A release as the fake keeps it. */
export interface FakeRelease {
  readonly id: number;
  readonly tag_name: string;
  readonly created_at: string;
  readonly body: string;
  draft: boolean;
  readonly assets: FakeAsset[];
}

/** When the fake's repository got its one commit, long before any release. */
export const commitDate = '2020-01-01T00:00:00Z';

/** The commit that every tag is on. */
const commit = 'b'.repeat(40);

/** As much of GitHub as the registry `releases` asks, for the repository `octo/models`. */
export async function fakeGitHub() {
  const kept = new Map<number, FakeRelease>();
  const refs = new Map<string, string>();
  const tags = new Map<string, string>();
  const failures = new Map<string, Failure>();
  const asked: string[] = [];
  let lastId = 0;
  let address = '';

  const addRelease = (given: Partial<FakeRelease> & Pick<FakeRelease, 'tag_name'>): FakeRelease => {
    lastId += 1;
    const defaults = { id: lastId, created_at: commitDate, body: '', draft: false, assets: [] };
    const release = { ...defaults, ...given };
    kept.set(release.id, release);
    return release;
  };
  const addTag = (name: string, message = ''): void => {
    const sha = sha256(`${name} ${message}`).slice(-40);
    tags.set(sha, message);
    refs.set(`refs/tags/${name}`, sha);
  };
  const shown = (release: FakeRelease): object => ({
    ...release,
    assets: release.assets.map((asset) => ({ ...asset, content: undefined })),
    upload_url: `${address}/repos/octo/models/releases/${release.id}/assets{?name,label}`,
  });

  const answer = (method: string, url: URL, body: Buffer): unknown => {
    const path = decodeURIComponent(url.pathname).slice('/repos/octo/models'.length);
    const given = (): Record<string, string> =>
      JSON.parse(body.toString()) as Record<string, string>;
    const [, id = ''] = /^\/releases\/(\d+)/.exec(path) ?? [];
    const release = kept.get(Number(id));
    if (path === '/releases' && method === 'GET') return [...kept.values()].map(shown);
    if (path === '/releases') return shown(addRelease(given() as unknown as FakeRelease));
    if (path.startsWith('/releases/tags/')) {
      const tag = path.slice('/releases/tags/'.length);
      const one = [...kept.values()].find(({ draft, tag_name }) => !draft && tag_name === tag);
      return one === undefined ? null : shown(one);
    }
    if (path.startsWith('/releases/assets/') && method === 'DELETE') {
      for (const { assets } of kept.values()) {
        const index = assets.findIndex((asset) => `/releases/assets/${asset.id}` === path);
        if (index >= 0) assets.splice(index, 1);
      }
      return {};
    }
    if (path.startsWith('/releases/assets/')) {
      const all = [...kept.values()].flatMap(({ assets }) => assets);
      return all.find((asset) => `/releases/assets/${asset.id}` === path)?.content ?? null;
    }
    if (path.endsWith('/assets') && method === 'GET') {
      return release?.assets.map((asset) => ({ ...asset, content: undefined })) ?? null;
    }
    if (path.endsWith('/assets') && release !== undefined) {
      lastId += 1;
      const name = url.searchParams.get('name') ?? '';
      const asset = { id: lastId, name, size: body.length, digest: sha256(body), content: body };
      release.assets.push({ ...asset, state: 'uploaded' });
      return { ...asset, state: 'uploaded', content: undefined };
    }
    if (release !== undefined && method === 'DELETE') return kept.delete(release.id) ? {} : null;
    if (release !== undefined && method === 'PATCH')
      return Object.assign(release, { draft: false });
    if (path === '/git/tags') {
      const { tag = '', message = '' } = given();
      const sha = sha256(`${tag} ${message}`).slice(-40);
      tags.set(sha, message);
      return { sha };
    }
    if (path === '/git/refs') {
      const { ref = '', sha = '' } = given();
      refs.set(ref, sha);
      return { ref };
    }
    if (path.startsWith('/git/matching-refs/')) {
      const prefix = `refs/${path.slice('/git/matching-refs/'.length)}`;
      return [...refs]
        .filter(([ref]) => ref.startsWith(prefix))
        .map(([ref, sha]) => ({ ref, object: { type: 'tag', sha } }));
    }
    if (path.startsWith('/git/ref/')) {
      const sha = refs.get(`refs/${path.slice('/git/ref/'.length)}`);
      return sha === undefined ? null : { object: { type: 'tag', sha } };
    }
    const message = tags.get(path.slice('/git/tags/'.length));
    return message === undefined ? null : { message, object: { type: 'commit', sha: commit } };
  };

  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const method = request.method ?? '';
      const url = new URL(request.url ?? '', address);
      const question = `${method} ${decodeURIComponent(url.pathname).replace(/^\/repos\/octo\/models/, '')}`;
      asked.push(question);
      const failing = [...failures].find(([start]) => question.startsWith(start));
      if (failing !== undefined) {
        const [, failure] = failing;
        if (failure === null) return request.socket.destroy();
        response.writeHead(failure.status, {
          'content-type': 'application/json',
          ...failure.headers,
        });
        return response.end(JSON.stringify({ message: failure.message ?? 'No' }));
      }
      const found = answer(method, url, body);
      const type = Buffer.isBuffer(found) ? 'application/octet-stream' : 'application/json';
      response.writeHead(found === null ? 404 : 200, { 'content-type': type });
      return response.end(Buffer.isBuffer(found) ? found : JSON.stringify(found ?? {}));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    asked,
    failures,
    addRelease,
    addTag,
    releases: () => [...kept.values()],
    tags: () => [...refs.keys()],
    address,
    /** The registry as a workflow run sees it at a time; `waited` hears of each wait, which takes no time. */
    registry: (
      runId = 42,
      now = '2026-01-01T12:00:00.000Z',
      waited: () => void = () => undefined,
    ): Registry =>
      openRegistry({
        owner: 'octo',
        repo: 'models',
        serverUrl: 'https://github.com',
        apiUrl: address,
        token: 'secret',
        runId,
        now: () => new Date(now),
        variables: {},
        hosts: null,
        progress: () => undefined,
        pause: () => {
          waited();
          return Promise.resolve();
        },
      }),
  };
}
