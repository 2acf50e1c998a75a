import type { VersionRecord } from '../../schemas/types.ts';
import type { Publication, Registry } from './registry.ts';
import type { ModelFiles, Packed } from './store.ts';

/** A model that is to become a version. */
export interface Registration {
  readonly files: ModelFiles;
  /** A folder for the work. */
  readonly scratch: string;
  /** The number that follows those that are taken. */
  next(numbers: readonly string[]): Promise<string>;
  /** The record and the files of a version; made anew when another run takes its number. */
  publication(
    packed: Packed,
    version: { readonly version: string; readonly parent: string | null },
  ): Promise<Publication>;
}

/** The version of a model that is registered. */
export interface Registered {
  readonly record: Readonly<VersionRecord>;
  /** `known`: it was there before. `completed`: an earlier run had begun it. */
  readonly how: 'published' | 'completed' | 'known';
}

/**
 * Registers a model, once: a version with its digest is taken as it is, one that a killed run left behind is completed,
 * and of runs at once each takes a number of its own. Killed anywhere and run again, it ends with one version.
 */
export async function registerVersion(
  registry: Registry,
  { files, scratch, next, publication }: Registration,
): Promise<Registered> {
  const { model, artifact } = files;
  const packed = await registry.pack(files, scratch);
  let there: Registered | null = null;
  const prepare = async (): Promise<Publication | null> => {
    // In this order: who claims a number after it was read here has its draft seen below, or is in our way at the claim.
    const numbers = await registry.numbers(model);
    there = await registered(registry, files, packed);
    if (there !== null) return null;
    const parent = await registry.newest(model);
    const version = await next(numbers);
    return publication(packed, { version, parent: parent?.version ?? null });
  };
  const first = await prepare();
  const record = first === null ? null : await registry.publish(first, prepare);
  if (record !== null) return { record, how: 'published' };
  if (there !== null) return there;
  throw new TypeError(`${model} with ${artifact.digest} was neither published nor found.`);
}

/** The version that has these bytes already, or that has them as soon as it is complete. */
async function registered(
  registry: Registry,
  { model, artifact }: ModelFiles,
  packed: Packed,
): Promise<Registered | null> {
  const completed = await registry.resume(model, artifact.digest);
  const record = await registry.findArtifact(model, {
    digest: artifact.digest,
    packageDigest: packed.digest,
  });
  if (record === null) return null;
  const isNew = completed.some(({ version }) => version === record.version);
  return { record, how: isNew ? 'completed' : 'known' };
}
