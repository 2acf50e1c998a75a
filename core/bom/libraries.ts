import type { LockedFile, LockedPackage } from '../locked/package.ts';
import type { BomHash } from './hash.ts';
import { packageUrl } from './purl.ts';

/** Beyond these the document would be larger than its readers take. */
const most = { libraries: 2_000, hashes: 10_000, needs: 8_000 };

/** A package as a component. */
export interface LibraryComponent {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly hashes?: readonly BomHash[];
  readonly purl: string;
}

/** What a component needs. */
export interface BomDependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

/** The environment that trained a model, as its lock files name it. */
export interface Libraries {
  readonly components: readonly LibraryComponent[];
  readonly dependencies: readonly BomDependency[];
  /** Whether it is known to be all of it: CycloneDX's word for that. */
  readonly aggregate: 'complete' | 'incomplete' | 'unknown';
}

/** Brings lock files together: each package once, with what it needs as far as they say so. Null is a file that can't be read. */
export function librariesOf(files: readonly (LockedFile | null)[]): Libraries {
  const all = new Map<string, LockedPackage>();
  for (const one of files.flatMap((file) => file?.packages ?? [])) {
    const purl = packageUrl(one);
    const known = all.get(purl);
    all.set(purl, known === undefined ? one : merged(known, one));
  }
  const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  const kept = sorted.slice(0, most.libraries);
  const hashed = kept.reduce((sum, [, { hashes }]) => sum + hashes.length, 0) <= most.hashes;
  return {
    components: kept.map(([purl, one]) => componentOf(purl, one, hashed)),
    dependencies: dependenciesOf(kept),
    aggregate: kept.length < sorted.length ? 'incomplete' : aggregateOf(files),
  };
}

function merged(a: LockedPackage, b: LockedPackage): LockedPackage {
  return {
    ...a,
    hashes: [...new Set([...a.hashes, ...b.hashes])].sort(),
    needs: [...a.needs, ...b.needs],
  };
}

function componentOf(
  purl: string,
  { name, version, hashes }: LockedPackage,
  hashed: boolean,
): LibraryComponent {
  const digests = hashed ? hashes : [];
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    ...(digests.length === 0
      ? {}
      : { hashes: digests.map((content) => ({ alg: 'SHA-256' as const, content })) }),
    purl,
  };
}

type Named = readonly (readonly [purl: string, found: LockedPackage])[];

function dependenciesOf(kept: Named): readonly BomDependency[] {
  const byName = Map.groupBy(kept, ([, { name }]) => name);
  let left = most.needs;
  return kept.map(([ref, { needs }]) => {
    const refs = new Set(
      needs
        .flatMap((name) => (byName.get(name) ?? []).map(([purl]) => purl))
        .filter((to) => to !== ref),
    );
    left -= refs.size;
    return refs.size === 0 || left < 0 ? { ref } : { ref, dependsOn: [...refs].sort() };
  });
}

function aggregateOf(files: readonly (LockedFile | null)[]): Libraries['aggregate'] {
  if (files.some((file) => file === null || file.isWhole === false)) return 'incomplete';
  if (files.length === 0 || files.some((file) => file?.isWhole === null)) return 'unknown';
  return 'complete';
}
