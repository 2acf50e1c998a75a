import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pack } from '../../adapters/archive/index.ts';
import { digestFile, digestTree } from '../../adapters/files/index.ts';
import { sha256 } from '../../core/record/digest.ts';
import { seal } from '../../core/record/seal.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { temporaryFolder } from '../adapters/temporary.ts';

/** A version of the model `bikes` as GitHub would serve it. */
export interface Released {
  readonly record: Readonly<VersionRecord>;
  readonly archive: Uint8Array;
  /** What else it was published with, by name. */
  readonly attached: Readonly<Record<string, Uint8Array>>;
}

/** A version with this model, judged on another evaluation set unless one is given. */
export async function released(
  files: Readonly<Record<string, string>>,
  evaluationSet = sha256('another set'),
  version = '1.0.0',
  attached: Readonly<Record<string, Uint8Array>> = {},
): Promise<Released> {
  const folder = await temporaryFolder(files);
  const path = join(folder, 'package.tar.gz');
  await pack(folder, ['model/'], path);
  const record = seal('version', {
    createdAt: '2026-01-01T00:00:00.000Z',
    producer: { action: 'register', version: '0.1.0' },
    repository: 'octo/models',
    commit: 'b'.repeat(40),
    model: 'bikes',
    version,
    tag: `bikes@v${version}`,
    parent: null,
    artifact: await digestTree(folder, ['model/']),
    package: {
      name: `bikes-${version}.tar.gz`,
      uri: `https://github.com/octo/models/releases/download/bikes@v${version}/bikes-${version}.tar.gz`,
      digest: await digestFile(path),
      bytes: (await stat(path)).size,
    },
    registry: 'releases',
    run: sha256('run'),
    evaluation: sha256('evaluation'),
    fingerprint: sha256('fingerprint'),
    evaluationSet,
    metrics: { mae: 1 },
    data: {},
    attachments: Object.entries(attached).map(([name, content]) => ({
      name,
      digest: sha256(content),
      bytes: content.length,
    })),
  });
  return { record, archive: await readFile(path), attached };
}

/** GitHub with these releases; the variables lead a step to it. It remembers what it was asked for. */
export async function gitHubWith(...versions: readonly (Released | null)[]) {
  const repository = '/repos/octo/models';
  const known = versions.filter((version) => version !== null);
  const refs = known.map(({ record }) => ({
    ref: `refs/tags/${record.tag}`,
    object: { type: 'tag', sha: tagSha(record) },
  }));
  const answers = new Map<string, unknown>([
    ...['', ...known.map(({ record }) => record.version)].map((start): [string, unknown] => [
      `${repository}/git/matching-refs/tags/bikes@v${start}`,
      refs.filter(({ ref }) => ref.startsWith(`refs/tags/bikes@v${start}`)),
    ]),
    ...known.map(({ record }): [string, unknown] => [
      `${repository}/git/tags/${tagSha(record)}`,
      {
        message: `Register\n\nArtifact: ${record.artifact.digest}\n`,
        object: { type: 'commit', sha: record.commit },
      },
    ]),
    ...known.flatMap((version, index) => answersOf(repository, version, index * 10)),
  ]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').split('?')[0] ?? '';
    asked.push(path);
    const answer = answers.get(path);
    const body = Buffer.isBuffer(answer)
      ? answer
      : JSON.stringify(answer ?? { message: 'Not Found' });
    response.statusCode = answer === undefined ? 404 : 200;
    response.setHeader(
      'content-type',
      Buffer.isBuffer(answer) ? 'application/octet-stream' : 'application/json',
    );
    response.end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, variables: { GITHUB_API_URL: `http://127.0.0.1:${port}` } };
}

/** The annotated tag of a version. */
function tagSha({ tag }: Readonly<VersionRecord>): string {
  return sha256(tag).slice(-40);
}

/** A release with its two assets, whose ids follow `firstId`. */
function answersOf(
  repository: string,
  { record, archive, attached }: Released,
  firstId: number,
): readonly (readonly [string, unknown])[] {
  const { tag } = record;
  const assets = [
    { id: firstId + 1, name: 'version.json', content: Buffer.from(JSON.stringify(record)) },
    { id: firstId + 2, name: record.package.name, content: Buffer.from(archive) },
    ...Object.entries(attached).map(([name, content], index) => ({
      id: firstId + 3 + index,
      name,
      content: Buffer.from(content),
    })),
  ];
  const listed = assets.map(({ content, ...asset }) => ({
    ...asset,
    size: content.length,
    browser_download_url: asset.name === record.package.name ? record.package.uri : '',
    digest: sha256(content),
  }));
  return [
    [
      `${repository}/releases/tags/${tag}`,
      { id: firstId, tag_name: tag, draft: false, assets: listed },
    ],
    ...assets.map(({ id, content }) => [`${repository}/releases/assets/${id}`, content] as const),
  ];
}
