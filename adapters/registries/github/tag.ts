import { valid } from 'semver';

/** `<model>@v<version>`, as GTO names the tag of a registered version. */
export function tagOf(model: string, version: string): string {
  return `${model}@v${version}`;
}

/** The version in a model's tag; null for another model's tag, GTO's other tags, and versions that are no plain SemVer. */
export function versionOf(model: string, tag: string): string | null {
  const named = namedVersion(model, tag);
  return named !== null && tag === tagOf(model, named.version) ? named.version : null;
}

/** What a tag says of a version. */
export interface NamedVersion {
  readonly version: string;
  /** Whether the tag takes the version back. */
  readonly deregistered: boolean;
}

/**
 * The version that a tag registers or takes back, in any of the ways that GTO writes it: `model@v1.2.3`, `model@v1.2.3!`,
 * and both with a counter such as `#2`. Source: `tag_re` in gto/constants.py.
 */
export function namedVersion(model: string, tag: string): NamedVersion | null {
  const prefix = `${model}@v`;
  if (!tag.startsWith(prefix)) return null;
  const found = /^(?<version>\d+\.\d+\.\d+)(?<cancel>!?)(?:#\d+)?$/.exec(tag.slice(prefix.length));
  const { version = '', cancel } = found?.groups ?? {};
  return valid(version) === version ? { version, deregistered: cancel === '!' } : null;
}
