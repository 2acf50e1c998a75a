/** Registers a model that was evaluated, in a process of its own; prints seconds and the peak of its memory in MB. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../../adapters/registries/open.ts';
import { registerVersion } from '../../adapters/registries/register-version.ts';
import type { Publication, RegistrySettings } from '../../adapters/registries/registry.ts';
import type { ModelFiles, Packed } from '../../adapters/registries/store.ts';
import { sha256 } from '../../core/record/digest.ts';
import { seal } from '../../core/record/seal.ts';

/** What it is told, as JSON in a file. */
export interface RegisterOptions {
  readonly owner: string;
  readonly repo: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly commit: string;
  readonly settings: RegistrySettings;
  readonly files: ModelFiles;
  readonly scratch: string;
}

const options = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as RegisterOptions;
const { files, settings, scratch, commit, owner, repo } = options;

const began = performance.now();
const registry = openRegistry(
  {
    ...options,
    runId: 1,
    now: () => new Date(),
    variables: {},
    hosts: null,
    progress: () => undefined,
  },
  settings,
);
const { record } = await registerVersion(registry, {
  files,
  scratch: join(scratch, 'package'),
  next: () => Promise.resolve('1.0.0'),
  publication,
});
const problem = await registry.problem(record);
if (problem !== null) throw new Error(problem);
const seconds = (performance.now() - began) / 1000;
// Of this program alone: the peak that the system counts for a process begins with that of whoever started it.
const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(await readFile('/proc/self/status', 'utf8')) ?? [];
console.log(JSON.stringify({ seconds, peakMb: Number(kilobytes) / 1024 }));

async function publication(
  packed: Packed,
  { version, parent }: { readonly version: string; readonly parent: string | null },
): Promise<Publication> {
  const record = seal('version', {
    createdAt: new Date().toISOString(),
    producer: { action: 'register', version: '0.1.0' },
    repository: `${owner}/${repo}`,
    commit,
    model: files.model,
    version,
    tag: `${files.model}@v${version}`,
    parent,
    artifact: files.artifact,
    package: packed.describe(version),
    registry: settings.type,
    run: sha256('run'),
    evaluation: sha256('evaluation'),
    fingerprint: sha256('fingerprint'),
    evaluationSet: sha256('evaluation set'),
    metrics: {},
    data: {},
  });
  const text = JSON.stringify(record);
  const path = join(scratch, 'version.json');
  await writeFile(path, text);
  const attachment = {
    name: 'version.json',
    path,
    contentType: 'application/json',
    digest: sha256(text),
    bytes: Buffer.byteLength(text),
  };
  return { record, packed, attachments: [attachment], notes: 'A bench.' };
}
