import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A GitHub that knows an app, and of any repository open pull requests and nothing else: as fast as can be. */
export interface StubGitHub {
  readonly url: string;
  /** How many requests it had. */
  calls(): number;
  close(): Promise<void>;
}

/** PEM, made for one run. */
export const privateKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;

/** Starts it on a loopback address; each answer takes `latencyMs`. */
export async function startStubGitHub(latencyMs = 0): Promise<StubGitHub> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    request.resume();
    const answer = answerTo(request.url ?? '');
    setTimeout(() => {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    }, latencyMs);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answerTo(path: string): { readonly status: number; readonly body: unknown } {
  if (path === '/app') return { status: 200, body: { id: 7, slug: 'assay' } };
  if (path.endsWith('/access_tokens')) {
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    return { status: 201, body: { token: 'ghs_stub', expires_at: expires, permissions: {} } };
  }
  const pull = /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)$/.exec(path);
  if (pull !== null) return { status: 200, body: pullRequest(pull[1] ?? '', Number(pull[2])) };
  if (path.includes('/compare/')) {
    const merge_base_commit = { sha: '0'.repeat(40) };
    return { status: 200, body: { status: 'ahead', merge_base_commit, files: [] } };
  }
  return { status: 404, body: { message: 'Not Found' } };
}

function pullRequest(repository: string, number: number): Readonly<Record<string, unknown>> {
  const side = (ref: string, digit: string): object => ({
    ref,
    sha: digit.repeat(40),
    repo: { full_name: repository },
  });
  return {
    number,
    title: 'A change',
    labels: [],
    body: null,
    state: 'open',
    merged: false,
    merge_commit_sha: null,
    merged_at: null,
    merged_by: null,
    closed_at: null,
    updated_at: '2026-01-01T00:00:00Z',
    html_url: `https://github.com/${repository}/pull/${number}`,
    user: { login: 'somebody' },
    head: side('candidate', '1'),
    base: side('main', '0'),
  };
}
