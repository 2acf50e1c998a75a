import type { ModelConfig } from '../../schemas/types.ts';

/**
 * The columns of the data that monitoring looks at, but for the time: all of them, or those that the configuration names as
 * features, prediction, score or label.
 */
export function watchedColumns({
  monitor,
  evaluate,
}: Pick<ModelConfig, 'monitor' | 'evaluate'>): 'all' | readonly string[] {
  if (monitor?.features === undefined || monitor.features === 'auto') return 'all';
  const { predictions } = evaluate;
  const roles = [
    monitor.prediction ?? predictions.prediction,
    monitor.score ?? predictions.score,
    monitor.label ?? predictions.label,
  ];
  return [...new Set([...monitor.features, ...roles.filter((column) => column !== undefined)])];
}
