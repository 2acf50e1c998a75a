import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import { readSharedYaml, type YamlText } from '../edit/index.ts';
import { AssayError } from '../errors.ts';
import { failed, ok, type Result } from '../result.ts';
import { fillKnown } from '../template/fill.ts';
import { dotsIn, versionPlaces } from './formats.ts';
import { versionValues } from './version-values.ts';

/** The state file of a model in an environment, as it is at some commit. */
export interface StateText {
  /** Null where there is none. */
  readonly text: string | null;
  readonly file: string;
  readonly environment: EnvironmentConfig;
  readonly model: string;
}

/**
 * The one version that a state file asks for: all of its values are that version's, and of no other. Else why it asks for
 * none, as a sentence. `versions` are those that are registered.
 */
export function askedVersion(
  state: StateText,
  versions: readonly Readonly<VersionRecord>[],
): Result<Readonly<VersionRecord>> {
  const { file, model } = state;
  const read = readPlaces(state);
  if (!read.ok) return read;
  const places = Object.entries(read.value);
  if (places.length === 0) return failed(`No value of ${file} names a version of ${model}.`);
  const fitting = places.map(([, { template, value }]) =>
    versions.filter((record) => isFilled(template, record, value)),
  );
  const [only, ...more] = versions.filter((one) => fitting.every((some) => some.includes(one)));
  if (only !== undefined && more.length === 0) return ok(only);
  if (only !== undefined) {
    return failed(
      `${file} does not say which version of ${model} it asks for: its values are those of several.`,
    );
  }
  const keys = places.map(([key]) => key).join(', ');
  return failed(
    fitting.every((some) => some.length > 0)
      ? `${file} asks for two versions of ${model} at once: ${keys} are of different ones.`
      : `${file} asks for no registered version of ${model}: set ${keys} as a promotion does.`,
  );
}

/** A value that names the version, as the file has it. */
interface NamingValue {
  readonly template: string;
  readonly value: string;
  /** Where the file has it; null where it does not. */
  readonly keys: readonly string[] | null;
}

/**
 * What a state file says of the version, as a text: equal for two files exactly when they say the same, if only that there
 * is nothing. Null where it can't be read.
 */
export function versionText(state: StateText): string | null {
  const read = readPlaces(state);
  if (!read.ok) return null;
  // A key without a value says as much as one that is not there.
  const said = Object.entries(read.value).map(([path, { template, value, keys }]) =>
    value === '' ? [path, template] : [path, template, value, keys],
  );
  return JSON.stringify(said);
}

/**
 * Why a file no longer has a value where it had it, as a sentence: what was at nested keys is at one key that holds dots, or
 * the other way round, and a reader would not find it there. Null where every value stays at its keys.
 */
export function movedValue(before: StateText, after: StateText): string | null {
  const [then, now] = [readPlaces(before), readPlaces(after)];
  if (!then.ok || !now.ok) return null;
  const moved = Object.entries(then.value).find(([path, { keys }]) => {
    const own = now.value[path]?.keys ?? null;
    return keys !== null && own !== null && JSON.stringify(keys) !== JSON.stringify(own);
  });
  return moved === undefined
    ? null
    : `${after.file} has ${moved[0]} at other keys than before: write it where it was, since what reads it looks there.`;
}

/** Whether the values that would name a version are all empty, or not there yet; false for a file that can't be read. */
export function isBlankState(state: StateText): boolean {
  const read = readPlaces(state);
  return read.ok && Object.values(read.value).every(({ value }) => value === '');
}

function readPlaces(state: StateText): Result<Readonly<Record<string, NamingValue>>> {
  const { text, file, environment, model } = state;
  if (text === null) return failed(`${file} is not there, so it asks for no version of ${model}.`);
  try {
    const yaml = readSharedYaml(text, file, dotsIn(environment));
    const { templates } = versionPlaces(environment, model, yaml, file);
    const values = Object.entries(templates).map(([key, template]) => [
      key,
      { template, value: valueAt(yaml, key), keys: yaml.keys(key) },
    ]);
    return ok(Object.fromEntries(values) as Record<string, NamingValue>);
  } catch (error) {
    // A file that does not parse asks for no version.
    if (error instanceof AssayError) return failed(sentenceOf(error));
    throw error;
  }
}

function valueAt(yaml: YamlText, key: string): string {
  const value = yaml.value(key);
  return value === undefined || value === null ? '' : String(value);
}

function sentenceOf({ message }: AssayError): string {
  return /[.!?]$/u.test(message) ? message : `${message}.`;
}

function isFilled(template: string, record: Readonly<VersionRecord>, value: string): boolean {
  return fillKnown(template, versionValues(record)) === value;
}
