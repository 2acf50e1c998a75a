import type { LockedPackage } from '../locked/package.ts';

/**
 * The package URL of a package: `pkg:pypi/numpy@2.3.0`, `pkg:conda/numpy@2.0.0?build=py312_0&channel=conda-forge`.
 * https://github.com/package-url/purl-spec
 */
export function packageUrl({ ecosystem, name, version, qualifiers }: LockedPackage): string {
  const more = Object.entries(qualifiers)
    .map(([key, value]) => `${key}=${encoded(value)}`)
    .sort()
    .join('&');
  const of = `pkg:${ecosystem}/${encoded(name)}@${encoded(version)}`;
  return more === '' ? of : `${of}?${more}`;
}

/** Everything but letters, digits and `.-_~` in percents; a colon stays. */
function encoded(text: string): string {
  return encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
