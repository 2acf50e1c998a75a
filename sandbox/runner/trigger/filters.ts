import type { Refusals } from '../workflow/refusals.ts';
import { isPattern } from './pattern.ts';
import type { Events } from './match.ts';

const PATTERN_FILTERS = ['branches', 'tags', 'paths'] as const;

function patternsOf(event: unknown, key: string): readonly string[] | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const found: unknown = Object.entries(event).find(([name]) => name === key)?.[1];
  return Array.isArray(found) ? found.map(String) : undefined;
}

/** Refuses what GitHub's schema lets through in `on`: patterns that are none, and a filter beside its opposite. */
export function checkFilters(events: Events, refusals: Refusals): void {
  for (const [name, event] of Object.entries(events)) {
    for (const filter of PATTERN_FILTERS) {
      const opposite = `${filter}-ignore`;
      for (const key of [filter, opposite]) {
        const wrong = patternsOf(event, key)?.find((pattern) => !isPattern(pattern));
        if (wrong === undefined) continue;
        refusals.add(['on', name, key], `\`on.${name}.${key}\``, `has no pattern in \`${wrong}\``);
      }
      if (patternsOf(event, filter) !== undefined && patternsOf(event, opposite) !== undefined) {
        const both = `has \`${filter}\` and \`${opposite}\`; GitHub allows one of them`;
        refusals.add(['on', name, opposite], `\`on.${name}\``, both);
      }
    }
  }
}
