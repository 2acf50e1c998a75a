import type { ModelConfig } from '../../schemas/types.ts';

/**
 * Whether the configuration in the workspace turns each of these checks off by name. Its risk tier does not count: an
 * organisation's policy, which only the app knows, may set a higher one.
 */
export function areTurnedOff({ gate }: ModelConfig, checks: readonly string[]): boolean {
  const levels = new Map(Object.entries(gate?.checks ?? {}));
  return checks.every((id) => levels.get(id) === 'off');
}
