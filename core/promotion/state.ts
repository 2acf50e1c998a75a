import type { EnvironmentConfig, VersionRecord } from '../../schemas/types.ts';
import { readSharedYaml, setYamlValues, type YamlText } from '../edit/index.ts';
import { InputError } from '../errors.ts';
import type { StateChange } from '../report/state-change.ts';
import { fill } from '../template/fill.ts';
import { partsOf } from '../template/placeholders.ts';
import { askedVersion } from './asked-version.ts';
import { dotsIn, versionPlaces } from './formats.ts';
import { versionValues } from './version-values.ts';

export { versionValues } from './version-values.ts';

/** A state file, the values that put a version into it, and which of them may be added. */
interface Written {
  readonly state: YamlText;
  readonly values: Readonly<Record<string, string>>;
  readonly addable: ReadonlySet<string>;
}

/** The state file with the version's values in it, all else as it was. Throws an InputError when a key is missing. */
export function promotedState(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  record: Readonly<VersionRecord>,
): string {
  const { values, addable } = written(text, file, environment, record);
  return setYamlValues(text, values, file, addable, dotsIn(environment));
}

/** What the version changes in a state file. Throws as `promotedState` does. */
export function stateChangesOf(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  record: Readonly<VersionRecord>,
): readonly StateChange[] {
  const { state, values } = written(text, file, environment, record);
  return Object.entries(values).map(([key, after]) => ({
    file,
    key,
    before: state.value(key) ?? null,
    after,
  }));
}

/** The version that a state file asks for; null when it is none of these, or not clearly one. */
export function versionOfState(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  versions: readonly Readonly<VersionRecord>[],
): Readonly<VersionRecord> | null {
  const [{ model } = { model: '' }] = versions;
  const asked = askedVersion({ text, file, environment, model }, versions);
  return asked.ok ? asked.value : null;
}

function written(
  text: string,
  file: string,
  environment: EnvironmentConfig,
  record: Readonly<VersionRecord>,
): Written {
  const { model, tag, registry } = record;
  const state = readSharedYaml(text, file, dotsIn(environment));
  const { templates, addable } = versionPlaces(environment, model, state, file);
  const values = versionValues(record);
  const image = Object.entries(templates).find(([, template]) => usesImage(template))?.[0];
  if (image !== undefined && values['version.image'] === undefined) {
    throw new InputError(
      'no-image',
      `${file}: ${image} names a container image, and ${tag} lies in a registry of the type ${registry}: register ${model} with the type oci, or let the file name its version otherwise.`,
      { file },
    );
  }
  const entries = Object.entries(templates).map(([key, template]) => [key, fill(template, values)]);
  return { state, values: Object.fromEntries(entries) as Written['values'], addable };
}

function usesImage(template: string): boolean {
  return partsOf(template).some((part) => part.kind === 'value' && part.name === 'version.image');
}
