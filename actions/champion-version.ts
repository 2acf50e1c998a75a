import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rcompare } from 'semver';
import type { Registry } from '../adapters/registries/registry.ts';
import { versionOfState } from '../core/promotion/state.ts';
import type { VersionRecord } from '../schemas/types.ts';
import type { Step } from './action.ts';
import type { Model } from './open-model.ts';

/** Each takes two calls to read; what production asks for is seldom an old one. */
const mostRead = 5;

/**
 * The champion: the version that the desired state of `production` asks for in this checkout, else the newest; null
 * when none is registered. Whether it really is the champion, the app decides by the ledger.
 */
export async function championVersion(
  step: Step,
  model: Model,
  registry: Registry,
): Promise<Readonly<VersionRecord> | null> {
  const production = model.config.environments?.['production'];
  if (production === undefined) return registry.newest(model.name);
  const { state } = production;
  const text = await readFile(join(step.job.workspace, state), 'utf8').catch(() => '');
  const named = (await registry.numbers(model.name)).filter((version) => text.includes(version));
  for (const number of named.toSorted(rcompare).slice(0, mostRead)) {
    const record = await registry.find(model.name, number);
    if (record !== null && versionOfState(text, state, production, [record]) !== null)
      return record;
  }
  return registry.newest(model.name);
}
