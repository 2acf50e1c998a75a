import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registry } from '../../adapters/registries/registry.ts';
import { isDesired, isRemoval } from '../../core/deployment/desired.ts';
import { RefusedError } from '../../core/errors.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { knownVersions } from './desired-now.ts';
import { type Order, wishOf } from './order.ts';

/** What a deployment brings out. */
export type Target =
  | { readonly kind: 'version'; readonly record: Readonly<VersionRecord> }
  /** A challenger goes: nothing of its version is needed, which may be lost. */
  | { readonly kind: 'removal' };

/**
 * What a deployment is to do, held to the registry and to the desired state at its commit, with the versions that this state
 * may name. Throws a RefusedError where they say something else: anybody who may deploy can write a payload.
 */
export async function orderedTarget(
  step: Step<'config' | 'token'>,
  registry: Registry,
  order: Order,
): Promise<{ readonly target: Target; readonly versions: readonly Readonly<VersionRecord>[] }> {
  if (isRemoval(order.payload)) {
    const versions = await knownVersions(step, order);
    await requireDesired(step, order, versions);
    return { target: { kind: 'removal' }, versions };
  }
  const record = await registeredVersion(registry, order);
  await requireDesired(step, order, [record]);
  return { target: { kind: 'version', record }, versions: [record] };
}

/** The registered version that a deployment names. Throws a RefusedError when it is not what was registered. */
async function registeredVersion(
  registry: Registry,
  { payload, model }: Order,
): Promise<Readonly<VersionRecord>> {
  const record = await registry.find(model.name, payload.version);
  if (record === null) {
    throw new RefusedError(
      'unknown-version',
      `The deployment names ${model.name} v${payload.version}, and no such version is registered.`,
    );
  }
  const { digest, uri } = record.package;
  if (digest !== payload.digest || uri !== payload.uri) {
    throw new RefusedError(
      'not-registered',
      `The deployment names ${payload.digest} at ${payload.uri}, and ${record.tag} was registered as ${digest} at ${uri}. Promote the version anew.`,
    );
  }
  return record;
}

/** Only what is merged is deployed. */
async function requireDesired(
  step: Step,
  { payload, model, environment, deployment }: Order,
  versions: readonly Readonly<VersionRecord>[],
): Promise<void> {
  const file = environment.state;
  const text = await readFile(join(step.job.workspace, file), 'utf8').catch(() => '');
  const state = { text, file, environment, model: model.name };
  if (isDesired(state, payload, versions)) return;
  throw new RefusedError(
    'not-desired',
    `${file} at ${deployment.sha} does not ask for ${wishOf(model.name, payload)}, which the deployment names: only what is merged is deployed.`,
  );
}
