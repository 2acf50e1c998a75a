import type { PromotionRecord } from '../../schemas/types.ts';

/** What is to be known of a promotion to tell what was there before. */
type Promotion = Pick<PromotionRecord, 'version' | 'previous' | 'role'>;

/**
 * The champions that an environment had before the one that it has now, of its promotions, oldest first. What was rolled
 * back does not count: after 1, 2, 3 and 2 again, it is 1 alone.
 */
export function versionsBefore(promotions: readonly Promotion[]): readonly string[] {
  const champions = promotions.filter(({ role = 'champion' }) => role === 'champion');
  const [first] = champions;
  const versions: string[] =
    first?.previous === null || first === undefined ? [] : [first.previous];
  for (const { version } of champions) {
    const known = versions.indexOf(version);
    if (known === -1) versions.push(version);
    else versions.splice(known + 1);
  }
  return versions.slice(0, -1);
}
