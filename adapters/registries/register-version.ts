import type { VersionRecord } from '../../schemas/types.ts';
import type { Publication, Registry, Standing } from './registry.ts';
import type { ModelFiles, Packed } from './store.ts';

/** A model that is to become a version. */
export interface Registration {
  readonly files: ModelFiles;
  /** A folder for the work. */
  readonly scratch: string;
  /** The number that follows those that are taken. */
  readonly next: (numbers: readonly string[]) => Promise<string>;
  /** The record and the files of a version; made anew when another run takes its number. */
  readonly publication: (
    packed: Packed,
    version: { readonly version: string; readonly parent: string | null },
  ) => Promise<Publication>;
}

/** The version of a model that is registered. */
export interface Registered {
  readonly record: Readonly<VersionRecord>;
  /** `known`: it was there before. `completed`: an earlier run had begun it. */
  readonly how: 'published' | 'completed' | 'known';
  /** What people should see to beside it, each a sentence that says what to do. */
  readonly warnings: readonly string[];
}

/**
 * Registers a model, once: a version with its digest is taken as it is, one that a killed run left behind is completed,
 * and of runs at once each takes a number of its own. Killed anywhere and run again, it ends with one version.
 */
export async function registerVersion(
  registry: Registry,
  { files, scratch, next, publication }: Registration,
): Promise<Registered> {
  const packed = await registry.pack(files, scratch);
  const warnings = new Set<string>();
  const look = async (): Promise<Standing> => {
    const { digest } = files.artifact;
    const found = await registry.standing(files.model, { digest, packageDigest: packed.digest });
    for (const sentence of found.stuck) warnings.add(sentence);
    return found;
  };
  let seen = await look();
  const prepare = async (): Promise<Publication | null> => {
    if (seen.known !== null) return null;
    return publication(packed, { version: await next(seen.numbers), parent: seen.newest });
  };
  const first = await prepare();
  const record =
    first === null
      ? null
      : await registry.publish(first, async () => {
          seen = await look();
          return prepare();
        });
  if (record !== null) return { record, how: 'published', warnings: [...warnings] };
  if (seen.known === null) throw new TypeError(`${files.model} was neither published nor found.`);
  const how = seen.completed ? 'completed' : 'known';
  return { record: seen.known, how, warnings: [...warnings] };
}
