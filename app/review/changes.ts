import { isGatePath } from '../../core/config/gate-path.ts';
import type { GateChanges } from '../../core/judge/facts.ts';
import { tierOf } from '../../core/policy/level.ts';
import type { Configuration } from './configuration.ts';
import type { Scope } from './scope.ts';

type Changed = Pick<Extract<Scope, { kind: 'models' }>, 'paths' | 'complete'>;

/** What a pull request changes of what makes and judges the records of a model; `changed` is null where it is not changed. */
export function changesOf(
  { paths, complete }: Changed,
  changed: Configuration | null,
  model: string,
): GateChanges {
  return {
    gatePaths: paths.filter((path) => isGatePath(path)),
    complete,
    riskAfter: riskAfter(changed, model),
  };
}

function riskAfter(changed: Configuration | null, model: string): GateChanges['riskAfter'] {
  if (changed === null) return null;
  if (changed.kind === 'absent') return 'none';
  if (changed.kind === 'wrong') return 'unknown';
  const { models } = changed.config;
  const config = Object.hasOwn(models, model) ? models[model] : undefined;
  return config === undefined ? 'none' : tierOf(config);
}
