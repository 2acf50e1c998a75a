import type { Step } from '../action.ts';
import { attempt } from '../attempt.ts';
import { championVersion } from '../champion-version.ts';
import type { Model } from '../open-model.ts';
import { openRegistry } from '../open-registry.ts';

/**
 * By metric what the version in production was evaluated to, which its performance is compared with; empty without a token
 * or a version. Then the reference's own labelled rows say it.
 */
export async function championMetrics(
  step: Step<'token'>,
  model: Model,
): Promise<ReadonlyMap<string, number>> {
  if (step.input('token') === '') return new Map();
  const version = await attempt('monitor', 'The version in production could not be looked up', () =>
    championVersion(step, model, openRegistry(step, model)),
  );
  const known = Object.entries(version?.metrics ?? {}).filter(
    (entry): entry is [string, number] => entry[1] !== null,
  );
  return new Map(known);
}
