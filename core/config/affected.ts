import type { Config, ModelConfig } from '../../schemas/types.ts';
import { cardNames } from '../documents/card-names.ts';
import { isGatePath } from './gate-path.ts';
import { matchesPattern } from './glob.ts';

const [usualCard, usualReadme] = cardNames;

/**
 * The models whose result a change of these files of the repository can alter, in the order of the
 * configuration: their inputs, parameters, locks, data, documents, reports and scripts. A change of the configuration or of
 * a workflow affects every model. For a renamed file, give both names.
 */
export function affectedModels(
  config: Config,
  changedPaths: readonly string[],
  configPath = '.github/assay.yml',
): readonly string[] {
  const changed = changedPaths.map(normal);
  if (changed.some((path) => isGatePath(path, normal(configPath))))
    return Object.keys(config.models);
  return Object.entries(config.models)
    .filter(([, model]) => affects(model, changed))
    .map(([name]) => name);
}

function affects(model: ModelConfig, changed: readonly string[]): boolean {
  const folder = normal(model.path ?? '.');
  const prefix = folder === '' ? '' : `${folder}/`;
  const patterns = [...declared(model), ...cardsOf(model, folder)].map(normal);
  const scripts = new Set(scriptsOf(model, prefix));
  return changed.some((path) => {
    if (scripts.has(path)) return true;
    if (!path.startsWith(prefix)) return false;
    return patterns.some((pattern) => covers(pattern, path.slice(prefix.length)));
  });
}

/** All files, folders and patterns that a model's result depends on, relative to its folder. */
function declared({ train, evaluate, data = {}, documents = {} }: ModelConfig): readonly string[] {
  return [
    ...train.inputs,
    ...(train.params ?? []),
    ...(train.lock ?? []),
    ...Object.values(data).map(({ path }) => path),
    ...(evaluate.report ?? []),
    evaluate.predictions.path,
    ...Object.values(documents),
  ];
}

/** Where a card may be that is not named. The README of the repository is about more than the model. */
function cardsOf({ documents }: ModelConfig, folder: string): readonly string[] {
  if (documents?.card !== undefined) return [];
  return folder === '' ? [usualCard] : [usualCard, usualReadme];
}

/** The words of the commands as paths of the repository; those that name no file do no harm. */
function scriptsOf({ train, evaluate }: ModelConfig, prefix: string): readonly string[] {
  return `${train.run} ${evaluate.run ?? ''}`
    .split(/[\s;&|()<>"'`=]+/)
    .filter((word) => word !== '')
    .map((word) => normal(prefix + word));
}

/** A folder covers everything in it, with or without a slash at its end. */
function covers(pattern: string, path: string): boolean {
  if (pattern === '' || pattern === path || path.startsWith(`${pattern}/`)) return true;
  return matchesPattern(path, pattern) || matchesPattern(path, `${pattern}/**`);
}

/** Without `.`, empty parts, `..` and a slash at the end; the repository's root is the empty text. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
