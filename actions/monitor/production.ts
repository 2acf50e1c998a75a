import type { Registry } from '../../adapters/registries/registry.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { championVersion } from '../champion-version.ts';
import type { Model } from '../open-model.ts';
import { openRegistry } from '../open-registry.ts';

/** The version in production, null where none is registered, and the registry that has it. */
export interface InProduction {
  readonly registry: Registry;
  readonly record: Readonly<VersionRecord> | null;
}

/** Looks the version in production up when it is first asked for, and not again; null without a token. */
export type LookUp = (() => Promise<InProduction>) | null;

/** How the version of a model that is in production is found. */
export function productionOf(step: Step<'token'>, model: Model): LookUp {
  if (step.input('token') === '') return null;
  let found: Promise<InProduction> | null = null;
  return () => (found ??= lookUp(step, model));
}

async function lookUp(step: Step<'token'>, model: Model): Promise<InProduction> {
  const registry = openRegistry(step, model);
  return { registry, record: await championVersion(step, model, registry) };
}
