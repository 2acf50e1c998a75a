import type { DriftRecord } from '../../schemas/types.ts';
import { byAttention } from './drift/attention.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';

const most = 20;

/** Why each feature that is not stable is not, an item each, the most important first. */
export function driftReasons({ features }: DriftRecord): readonly string[] {
  const telling = features.filter(({ outcome, reason }) => outcome !== 'stable' && reason !== '');
  return byAttention(telling)
    .slice(0, most)
    .map(({ feature, reason }) => `- ${literal(feature, 80)}: ${prose(reason, 300)}`);
}
