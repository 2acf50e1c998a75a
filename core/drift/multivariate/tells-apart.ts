import type { FeatureDrift } from '../../../schemas/types.ts';

/**
 * Whether a classifier that tells two tables apart may go by a column. Not times and texts, which differ from row to row, nor what can't be read, such as an id or a column that became text, by
 * which alone everything would be told; nor what the model is to say.
 */
export function tellsApart({ kind, role, outcome, alarms = [] }: FeatureDrift): boolean {
  if ((role ?? 'feature') !== 'feature') return false;
  if (outcome === 'unreadable' || alarms.includes('schema')) return false;
  return kind === 'numeric' || kind === 'categorical';
}
