import type { PromotionRecord } from '../../schemas/types.ts';

/**
 * The version that an environment had before the one that it has now, of its promotions, oldest first; null where none is
 * known. What was rolled back does not count: after 1, 2, 3 and 2 again, it is 1.
 */
export function versionBefore(
  promotions: readonly Pick<PromotionRecord, 'version' | 'previous'>[],
): string | null {
  const [first] = promotions;
  const versions: string[] =
    first?.previous === null || first === undefined ? [] : [first.previous];
  for (const { version } of promotions) {
    const known = versions.indexOf(version);
    if (known === -1) versions.push(version);
    else versions.splice(known + 1);
  }
  return versions.at(-2) ?? null;
}
