import type { Config, EnvironmentConfig, ModelConfig, VersionRecord } from '../../schemas/types.ts';
import { RefusedError } from '../errors.ts';
import { suggestion } from '../text/nearest.ts';

/** The environment of a model by their names; null where the configuration has no such. */
export function findEnvironment(
  { models }: Pick<Config, 'models'>,
  model: string,
  environment: string,
): EnvironmentConfig | null {
  const environments = new Map(Object.entries(models)).get(model)?.environments ?? {};
  return new Map(Object.entries(environments)).get(environment) ?? null;
}

/** The environment of that name. Throws a RefusedError that names those that there are. */
export function environmentOf(
  model: string,
  config: ModelConfig,
  name: string,
  configPath: string,
): EnvironmentConfig {
  const known = config.environments ?? {};
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(known);
  throw new RefusedError(
    'unknown-environment',
    names.length === 0
      ? `The model ${model} has no environments in ${configPath}.`
      : `The model ${model} has no environment ${name}${suggestion(name, names)} There is: ${names.join(', ')}.`,
  );
}

/** Sees to it that some model has an environment of that name. Throws a RefusedError that names those that there are. */
export function requireEnvironment(config: Config, name: string, configPath: string): void {
  const names = [
    ...new Set(Object.values(config.models).flatMap((one) => Object.keys(one.environments ?? {}))),
  ];
  if (names.includes(name)) return;
  throw new RefusedError(
    'unknown-environment',
    names.length === 0
      ? `No model has environments in ${configPath}.`
      : `No model has an environment ${name}${suggestion(name, names)} There is: ${names.join(', ')}.`,
  );
}

/**
 * The version that is asked for, null for the newest; `versions` has the largest first. Throws a RefusedError when
 * there is none, or not that one.
 */
export function chooseVersion(
  model: string,
  wanted: string | null,
  versions: readonly Readonly<VersionRecord>[],
): Readonly<VersionRecord> {
  const [newest] = versions;
  if (newest === undefined) {
    throw new RefusedError('no-version', `No version of ${model} is registered yet.`);
  }
  if (wanted === null) return newest;
  const found = versions.find(({ version }) => version === wanted);
  if (found !== undefined) return found;
  const all = versions.map(({ version }) => version);
  const known = all.slice(0, 5);
  throw new RefusedError(
    'unknown-version',
    `There is no version ${wanted} of ${model}${suggestion(wanted, all)} The newest are ${known.join(', ')}.`,
  );
}

/** The version that somebody names by number, with or without `v`, or by tag; null when it is none of these. */
export function versionNamed(
  model: string,
  name: string,
  versions: readonly Readonly<VersionRecord>[],
): Readonly<VersionRecord> | null {
  const number = name.startsWith(`${model}@`) ? name.slice(model.length + 1) : name;
  return versions.find(({ version }) => version === number.replace(/^v/, '')) ?? null;
}

/** An environment whose state file is among changed files. */
export interface ChangedEnvironment {
  readonly model: string;
  readonly environment: string;
  readonly config: EnvironmentConfig;
  /** Relative to the repository's root. */
  readonly file: string;
}

/** The files of all desired states. */
export function stateFiles({ models }: Config): readonly string[] {
  return Object.values(models).flatMap(({ environments = {} }) =>
    Object.values(environments).map(({ state }) => state),
  );
}

/** The environments whose desired state these files are. */
export function changedEnvironments(
  config: Config,
  paths: readonly string[],
): readonly ChangedEnvironment[] {
  return Object.entries(config.models).flatMap(([model, { environments = {} }]) =>
    Object.entries(environments)
      .map(([environment, one]) => ({ model, environment, config: one, file: one.state }))
      .filter(({ file }) => paths.includes(file)),
  );
}
