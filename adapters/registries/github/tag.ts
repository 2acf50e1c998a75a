import { valid } from 'semver';

/** `<model>@v<version>`, as GTO names the tag of a registered version. */
export function tagOf(model: string, version: string): string {
  return `${model}@v${version}`;
}

/** The version in a model's tag; null for another model's tag, GTO's other tags, and versions that are no plain SemVer. */
export function versionOf(model: string, tag: string): string | null {
  const prefix = `${model}@v`;
  if (!tag.startsWith(prefix)) return null;
  const version = tag.slice(prefix.length);
  return /^\d+\.\d+\.\d+$/.test(version) && valid(version) === version ? version : null;
}
