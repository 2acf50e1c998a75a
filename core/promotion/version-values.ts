import type { VersionRecord } from '../../schemas/types.ts';

/** What the templates of an environment may use of a version. One that is no container image has no `version.image`. */
export function versionValues(record: Readonly<VersionRecord>): Record<string, string> {
  const image = imageOf(record.package.uri);
  return {
    'version.uri': record.package.uri,
    ...(image === null ? {} : { 'version.image': image }),
    'version.tag': record.tag,
    'version.version': record.version,
    'version.digest': record.package.digest,
    model: record.model,
  };
}

/** The image's name without scheme, tag and digest; null for a uri that is not of a container registry. */
function imageOf(uri: string): string | null {
  const [, name] =
    /^oci:\/\/([^/]+\/[^@]+?)(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/.exec(uri) ?? [];
  return name ?? null;
}
