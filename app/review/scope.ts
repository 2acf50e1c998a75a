import { compare } from '../../adapters/github/compare.ts';
import { affectedModels } from '../../core/config/affected.ts';
import type { GovernedConfig } from '../../core/policy/organisation.ts';
import { configPath, type JobContext } from '../context.ts';
import { readConfiguration } from './configuration.ts';

/** What a pull request is about, by the configuration of its base. */
export type Scope =
  /** The repository has no configuration, nor does the pull request bring one: it doesn't concern us. */
  | { readonly kind: 'none' }
  | { readonly kind: 'brings-configuration' }
  | { readonly kind: 'wrong-configuration'; readonly problem: string }
  | {
      readonly kind: 'models';
      /** The commit or branch that the configuration was read at; all else that policy names is read there. */
      readonly policyRef: string;
      readonly config: GovernedConfig;
      /** The models that the changed files affect; none is possible. */
      readonly models: readonly string[];
      readonly paths: readonly string[];
      /** False where GitHub lists only a part of the changed files. */
      readonly complete: boolean;
      readonly mergeBase: string;
      readonly changesConfiguration: boolean;
    };

/** Finds out what the change between two commits is about. The configuration is read at `configRef`, of the base. */
export async function scopeOf(
  context: Pick<JobContext, 'repository' | 'policyRequired'>,
  base: string,
  head: string,
  configRef: string,
): Promise<Scope> {
  const configuration = await readConfiguration(context, configRef);
  if (configuration.kind === 'wrong') {
    return { kind: 'wrong-configuration', problem: configuration.problem };
  }
  const { mergeBase, paths, complete } = await compare(context.repository, base, head);
  const changesConfiguration = paths.includes(configPath) || !complete;
  if (configuration.kind === 'absent') {
    return { kind: changesConfiguration ? 'brings-configuration' : 'none' };
  }
  const { config } = configuration;
  const models = complete ? affectedModels(config, paths) : Object.keys(config.models);
  const policyRef = configRef;
  return {
    kind: 'models',
    config,
    policyRef,
    models,
    paths,
    complete,
    mergeBase,
    changesConfiguration,
  };
}
