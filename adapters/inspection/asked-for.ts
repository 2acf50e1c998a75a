import { findCheck } from '../../core/checks/index.ts';
import { levelOf } from '../../core/policy/level.ts';
import type { ModelConfig } from '../../schemas/types.ts';

/** Whether one of these checks applies to the model, by the configuration in the workspace. */
export function isAskedFor(config: ModelConfig, checks: readonly string[]): boolean {
  return checks.some((id) => {
    const check = findCheck(id);
    return check !== null && levelOf(check, config).level !== 'off';
  });
}
