import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import { getYamlValue, setYamlValues } from '../edit/index.ts';
import { AssayError } from '../errors.ts';
import type { StateChange } from '../report/state-change.ts';
import { fill } from '../template/fill.ts';
import { templatesOf } from './formats.ts';

/** What the templates of an environment's `set` may use of a version. */
export function versionValues(record: Readonly<VersionRecord>): Record<string, string> {
  return {
    'version.uri': record.package.uri,
    'version.tag': record.tag,
    'version.version': record.version,
    'version.digest': record.package.digest,
    model: record.model,
  };
}

/** The keys of the desired state with the values that this version gives them. */
export function desiredValues(
  environment: EnvironmentConfig,
  record: Readonly<VersionRecord>,
): Readonly<Record<string, string>> {
  const values = versionValues(record);
  return Object.fromEntries(
    Object.entries(templatesOf(environment)).map(([key, template]) => [
      key,
      fill(template, values),
    ]),
  );
}

/** The state file with the version's values in it, all else as it was. Throws an InputError when a key is missing. */
export function promotedState(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  record: Readonly<VersionRecord>,
): string {
  return setYamlValues(text, desiredValues(environment, record), file);
}

/** What the version changes in a state file. */
export function stateChangesOf(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  record: Readonly<VersionRecord>,
): readonly StateChange[] {
  return Object.entries(desiredValues(environment, record)).map(([key, after]) => ({
    file,
    key,
    before: getYamlValue(text, key, file) ?? null,
    after,
  }));
}

/** The version that a state file asks for; null when it is none of these. */
export function versionOfState(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  versions: readonly Readonly<VersionRecord>[],
): Readonly<VersionRecord> | null {
  const asks = (record: Readonly<VersionRecord>): boolean =>
    Object.entries(desiredValues(environment, record)).every(
      ([key, value]) => String(getYamlValue(text, key, file)) === value,
    );
  try {
    return versions.find(asks) ?? null;
  } catch (error) {
    // A file that does not parse, or lacks a key, asks for no version.
    if (error instanceof AssayError) return null;
    throw error;
  }
}
