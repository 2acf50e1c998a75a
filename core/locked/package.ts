/** A package that a lock file names with its one version. */
export interface LockedPackage {
  readonly ecosystem: 'pypi' | 'conda';
  readonly name: string;
  readonly version: string;
  /** The hexadecimal digits of the SHA-256 of its files, as far as the lock file has them. */
  readonly hashes: readonly string[];
  /** Names of packages that it needs, as far as the lock file has them. */
  readonly needs: readonly string[];
  /** Of conda: `build`, `channel`, `subdir`. */
  readonly qualifiers: Readonly<Record<string, string>>;
}

/** What a lock file names. */
export interface LockedFile {
  readonly packages: readonly LockedPackage[];
  /** Whether these are all that is installed: of a list of requirements nobody can tell. */
  readonly isWhole: boolean | null;
}

/** No package has a longer name or version; what is longer is none. */
const longest = 200;

/** A package of PyPI; null for a name or a version that can't be one. */
export function pypiPackage(
  name: unknown,
  version: unknown,
  hashes: readonly string[] = [],
  needs: readonly string[] = [],
): LockedPackage | null {
  if (typeof name !== 'string' || typeof version !== 'string') return null;
  if (!/^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(name) || name.length > longest) return null;
  if (!/^[A-Za-z0-9][\w.!+-]*$/.test(version) || version.length > longest) return null;
  return {
    ecosystem: 'pypi',
    name: pypiName(name),
    version,
    hashes: sha256Digits(hashes),
    needs: needs.map(pypiName),
    qualifiers: {},
  };
}

/** As a package URL has it: https://github.com/package-url/purl-spec, types, pypi. */
export function pypiName(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** The digits of the SHA-256 digests among `sha256:…` and `sha256=…`, each once, sorted. */
export function sha256Digits(hashes: readonly string[]): readonly string[] {
  const digits = hashes.flatMap((hash) => /^sha256[:=]([0-9a-f]{64})$/i.exec(hash)?.[1] ?? []);
  return [...new Set(digits.map((one) => one.toLowerCase()))].sort();
}
