import type { Stay } from './history.ts';

/** What a rollback would go back to once a promotion is merged. */
export type WayBack =
  | { readonly kind: 'nothing' }
  /** Healthy there when it was looked at, or when it left. */
  | { readonly kind: 'healthy'; readonly version: string }
  /** The version before, of which nobody has reported how it fares. */
  | { readonly kind: 'unreported'; readonly version: string }
  /** The version before is unhealthy, and no other was healthy. */
  | { readonly kind: 'unhealthy'; readonly version: string };

/** The way back from a version that takes the place of another, `from`, by the stays in the environment. */
export function wayBackOf(stays: readonly Stay[], version: string, from: string | null): WayBack {
  const others = stays.filter((stay) => stay.role === 'champion' && stay.version !== version);
  const healthy = others.findLast(({ health }) => health === 'healthy');
  if (healthy !== undefined) return { kind: 'healthy', version: healthy.version };
  if (from === null) return { kind: 'nothing' };
  const last = others.findLast((stay) => stay.version === from);
  return { kind: last?.health === 'unhealthy' ? 'unhealthy' : 'unreported', version: from };
}
