import type { Config, ModelConfig, Policy } from '../../schemas/types.ts';
import { checks } from '../checks/index.ts';
import { InputError } from '../errors.ts';
import { metrics } from '../metrics/index.ts';
import { suggestion } from '../text/nearest.ts';
import { parseConfig } from './document.ts';
import { validateConfig, validatePolicy } from './validate.ts';

/**
 * Reads a configuration from its YAML text; `path` is what messages call it. Throws one InputError
 * `bad-configuration`, at the line of the first problem, whose message lists every problem with its place.
 */
export function readConfig(text: string, path: string): Config {
  return validateConfig(parseConfig(text, path), { metrics, checks });
}

/** Reads an organisation's policy from its YAML text; `path` and what it throws are as for `readConfig`. */
export function readPolicy(text: string, path: string): Policy {
  return validatePolicy(parseConfig(text, path), { checks });
}

/** The model of that name. Throws the InputError `unknown-model`, which names the models that there are. */
export function modelOf<Model extends ModelConfig>(
  config: { readonly models: Readonly<Record<string, Model>> },
  name: string,
  path: string,
): Model {
  const model = Object.hasOwn(config.models, name) ? config.models[name] : undefined;
  if (model !== undefined) return model;
  const names = Object.keys(config.models);
  throw new InputError(
    'unknown-model',
    `There is no model ${JSON.stringify(name)} in ${path}${suggestion(name, names)} Its models: ${names.join(', ')}.`,
    { file: path },
  );
}
