import { chmod, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { digestTree } from '../../../adapters/files/index.ts';
import { openRegistry } from '../../../adapters/registries/open.ts';
import {
  type Registered,
  type Registration,
  registerVersion,
} from '../../../adapters/registries/register-version.ts';
import type {
  Attachment,
  Publication,
  Registry,
  RegistrySettings,
  StoreAccess,
} from '../../../adapters/registries/registry.ts';
import type { ModelFiles, Packed } from '../../../adapters/registries/store.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { seal } from '../../../core/record/seal.ts';
import { nextVersion } from '../../../core/version/next.ts';
import { createRepository, type TestRepository } from '../../e2e/app/repository.ts';
import { type GitHubWorld, startGitHubWorld } from '../../e2e/app/world.ts';
import { temporaryFolder } from '../temporary.ts';
import { type Ways, ways } from './severing-proxy.ts';

/** Files of a model by their paths, which begin with `model/`. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Where the contract of registries is tried: a repository of its own, with ways that can be cut. */
export interface Ground {
  readonly world: GitHubWorld;
  readonly repository: TestRepository;
  /** The newest commit of `main`. */
  readonly commit: string;
  readonly ways: Ways;
  /** Address of the API, by a way that can be cut. */
  readonly apiUrl: string;
}

/** How a registry is opened on a ground. */
export interface Opening {
  readonly settings: RegistrySettings;
  readonly variables?: StoreAccess['variables'];
  readonly runId?: number;
  readonly now?: string;
  readonly progress?: (sentence: string) => void;
}

/** An embedded GitHub for the tests of a file; gives a new ground at each call. */
export function useGrounds(): () => Promise<Ground> {
  let world: Awaited<ReturnType<typeof startGitHubWorld>> | null = null;
  beforeAll(async () => {
    world = await startGitHubWorld();
  });
  afterAll(() => world?.close());
  return async () => {
    if (world === null) throw new TypeError('The world has not begun.');
    const repository = await createRepository(world, {}, 'workflow');
    const commit = await repository.push({ branch: 'main', files: { 'NOTES.md': 'A model.\n' } });
    const own = ways();
    return { world, repository, commit, ways: own, apiUrl: await own.through(world.github.apiUrl) };
  };
}

/** Opens a registry as a workflow run does. Waits are short, and end all that comes after a cut, as a kill would. */
export function registryOn(ground: Ground, opening: Opening): Registry {
  const { settings, variables = {}, runId = 42, now, progress = () => undefined } = opening;
  const { world, repository, apiUrl } = ground;
  const connection = {
    ...repository.at,
    serverUrl: world.github.url,
    apiUrl,
    token: world.token('acme'),
    runId,
    now: () => (now === undefined ? new Date() : new Date(now)),
    variables,
    hosts: null,
    progress,
    pause: async (milliseconds: number) => {
      if (ground.ways.isCut) throw new Error('The process is dead.');
      await setTimeout(milliseconds / 10);
    },
  };
  return openRegistry(connection, settings);
}

/** How a model's files lie on disk, as far as that must not matter. */
export interface Lie {
  readonly order?: 'reversed';
  readonly mode?: number;
  readonly modified?: Date;
}

/** A model in a folder of its own. */
export async function modelOf(files: Files, model = 'bikes', lie: Lie = {}): Promise<ModelFiles> {
  const folder = await temporaryFolder();
  const entries = Object.entries(files);
  for (const [path, content] of lie.order === 'reversed' ? entries.toReversed() : entries) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    if (lie.mode !== undefined) await chmod(join(folder, path), lie.mode);
    if (lie.modified !== undefined) await utimes(join(folder, path), lie.modified, lie.modified);
  }
  return { model, folder, artifact: await digestTree(folder, ['model']) };
}

/** Registers a model as the action does. */
export async function register(
  ground: Ground,
  opening: Opening,
  files: ModelFiles,
  next: Registration['next'] = (numbers) => Promise.resolve(nextVersion(numbers, 'minor')),
): Promise<Registered> {
  return registerVersion(registryOn(ground, opening), {
    files,
    scratch: await temporaryFolder(),
    next,
    publication: (packed, { version, parent }) =>
      publicationOf(ground, opening, files, packed, version, parent),
  });
}

/** A version with its record and one document. */
export async function publicationOf(
  { repository, commit }: Ground,
  { settings, runId = 42 }: Opening,
  { model, artifact }: ModelFiles,
  packed: Packed,
  version: string,
  parent: string | null = null,
): Promise<Publication> {
  const record = seal('version', {
    // No two runs write at the same moment, or their records would be one.
    createdAt: new Date(Date.UTC(2026, 0, 1) + runId).toISOString(),
    producer: { action: 'register', version: '0.1.0' },
    repository: repository.name,
    commit,
    model,
    version,
    tag: `${model}@v${version}`,
    parent,
    artifact,
    package: packed.describe(version),
    registry: settings.type,
    run: sha256('run'),
    evaluation: sha256('evaluation'),
    fingerprint: sha256('fingerprint'),
    evaluationSet: sha256('evaluation set'),
    metrics: { mae: 1.5 },
    data: {},
  });
  const folder = await temporaryFolder({
    'README.md': `A card of ${model} ${version}.\n`,
    'version.json': JSON.stringify(record),
  });
  const attachments = await Promise.all([
    attachmentIn(folder, 'README.md', 'text/markdown'),
    attachmentIn(folder, 'version.json', 'application/json'),
  ]);
  return { record, packed, attachments, notes: `Notes of ${version}.` };
}

async function attachmentIn(
  folder: string,
  name: string,
  contentType: string,
): Promise<Attachment> {
  const path = join(folder, name);
  const content = await readFile(path);
  return { name, path, contentType, digest: sha256(content), bytes: content.length };
}
