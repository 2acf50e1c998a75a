import type { DriftRecord } from '../../schemas/types.ts';
import { byAttention } from './drift/attention.ts';
import { reasonItem } from './reason-item.ts';

const most = 20;

/** Why each feature that is not stable is not, an item each, the most important first. */
export function driftReasons({ features, schemaChanges = [] }: DriftRecord): readonly string[] {
  // What the list of changed columns says is not said again.
  const told = new Set(schemaChanges.map(({ column, reason }) => JSON.stringify([column, reason])));
  const telling = features.filter(
    ({ feature, outcome, reason }) =>
      outcome !== 'stable' && reason !== '' && !told.has(JSON.stringify([feature, reason])),
  );
  return byAttention(telling)
    .slice(0, most)
    .map(({ feature, reason }) => reasonItem(feature, reason));
}
