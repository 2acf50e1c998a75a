import semver from 'semver';

/**
 * The number of the next version: the largest of `numbers` with the bump applied, or 1.0.0 for the first.
 * Texts that are no release number of SemVer 2.0.0, and pre-releases, don't count.
 */
export function nextVersion(numbers: readonly string[], bump: 'major' | 'minor' | 'patch'): string {
  const releases = numbers
    .map((number) => semver.parse(number))
    .filter((version) => version !== null && version.prerelease.length === 0);
  const [largest] = releases.toSorted((a, b) => (a === null || b === null ? 0 : b.compare(a)));
  if (largest === undefined || largest === null) return '1.0.0';
  return largest.inc(bump).version;
}
