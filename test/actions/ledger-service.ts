import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { ledgerPath } from '../../core/ledger/path.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { handmadeZip } from '../adapters/archive/zip.ts';

/** What GitHub has of an earlier evaluation, and what goes wrong. */
export interface Past {
  /** The commit that is evaluated now, then its ancestors. */
  readonly commits: readonly string[];
  readonly records: readonly AnyRecord[];
  /** The predictions that the run 7 kept; null once the artifact has expired. */
  readonly predictions: string | null;
  /** The status with which GitHub refuses to list artifacts. */
  readonly refused?: number;
  /** Files of releases by tag and name. */
  readonly releases?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** As much of GitHub as an action asks for a baseline; the variables lead a step to it. */
export async function ledgerService(past: Past) {
  const repository = '/repos/octo/models';
  const asked: string[] = [];
  let address = '';
  const blobs = past.records.map((record, index) => ({
    record,
    sha: String(index + 1).padStart(40, '0'),
  }));
  const zip =
    past.predictions === null
      ? null
      : handmadeZip([{ path: 'predictions.csv', content: past.predictions }]);
  const artifacts = zip === null ? [] : [artifact(zip.length)];
  const answers: Readonly<Record<string, unknown>> = {
    [repository]: { full_name: 'octo/models' },
    [`${repository}/git/matching-refs/tags/bikes@v`]: [],
    [`${repository}/git/ref/heads/assay/ledger`]: { object: { sha: 'e'.repeat(40) } },
    [`${repository}/git/trees/${'e'.repeat(40)}`]: {
      truncated: false,
      tree: blobs.map(({ record, sha }) => ({ path: ledgerPath(record), type: 'blob', sha })),
    },
    ...Object.fromEntries(
      blobs.map(({ record, sha }) => [
        `${repository}/git/blobs/${sha}`,
        { content: Buffer.from(JSON.stringify(record)).toString('base64') },
      ]),
    ),
    [`${repository}/commits`]: past.commits.map((sha) => ({ sha })),
    ...Object.fromEntries(
      past.commits.map((sha, index) => [
        `${repository}/git/commits/${sha}`,
        {
          sha,
          parents: past.commits.slice(index + 1, index + 2).map((parent) => ({ sha: parent })),
        },
      ]),
    ),
    [`${repository}/actions/runs/7/artifacts`]: { total_count: artifacts.length, artifacts },
    ...releaseAnswers(repository, past.releases ?? {}),
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').split('?')[0] ?? '';
    asked.push(path);
    if (path.endsWith('/artifacts') && past.refused !== undefined) {
      return response
        .writeHead(past.refused, { 'content-type': 'application/json' })
        .end('{"message":"Resource not accessible by integration"}');
    }
    if (path === `${repository}/actions/artifacts/5/zip`) {
      return response.writeHead(302, { location: `${address}/blob.zip` }).end();
    }
    if (path === '/blob.zip' && zip !== null) {
      return response.writeHead(200, { 'content-type': 'application/zip' }).end(zip);
    }
    const answer = answers[path];
    const bytes = Buffer.isBuffer(answer);
    return response
      .writeHead(answer === undefined ? 404 : 200, {
        'content-type': bytes ? 'application/octet-stream' : 'application/json',
      })
      .end(bytes ? answer : JSON.stringify(answer ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, variables: { GITHUB_API_URL: address } };
}

function artifact(bytes: number) {
  return {
    id: 5,
    name: 'assay-bikes.predictions',
    size_in_bytes: bytes,
    created_at: '2026-01-01T00:00:00Z',
    digest: null,
  };
}

function releaseAnswers(
  repository: string,
  releases: NonNullable<Past['releases']>,
): Record<string, unknown> {
  const entries = Object.entries(releases).flatMap(([tag, files], release) => {
    const assets = Object.entries(files).map(([name, content], index) => ({
      id: release * 10 + index + 100,
      name,
      content: Buffer.from(content),
    }));
    return [
      [
        `${repository}/releases/tags/${tag}`,
        {
          id: release + 1,
          tag_name: tag,
          draft: false,
          assets: assets.map(({ id, name, content }) => ({ id, name, size: content.length })),
        },
      ] as const,
      ...assets.map(({ id, content }) => [`${repository}/releases/assets/${id}`, content] as const),
    ];
  });
  return Object.fromEntries(entries);
}
