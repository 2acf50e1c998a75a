import type { DeploymentRecord, PromotionRecord } from '../../schemas/types.ts';
import { versionsBefore } from './before.ts';

/** A time in which an environment's desired state named a version. Times are RFC 3339. */
export interface Stay {
  readonly version: string;
  readonly role: 'champion' | 'challenger';
  /** A challenger's share of the traffic in percent; null for a champion, and where it is not known. */
  readonly share: number | null;
  readonly since: string;
  /** Null while it lasts. */
  readonly until: string | null;
  /** What was reported last; unknown where nobody has reported. */
  readonly health: 'healthy' | 'unhealthy' | 'unknown';
  /** Since when it has been healthy without a break; null unless it is. */
  readonly healthySince: string | null;
  readonly pullRequest: number;
  readonly deployment: number | null;
}

/** What a promotion's stay is made of. */
type Promotion = Pick<
  PromotionRecord,
  'version' | 'createdAt' | 'role' | 'share' | 'pullRequest' | 'deployment'
>;
/** What a report of a deployment says of a stay. */
type Report = Pick<DeploymentRecord, 'createdAt' | 'status' | 'deployment' | 'health'>;

/**
 * The stays in one environment of one model, oldest first. A champion stays until the next champion comes, a challenger
 * until the next of either; a challenger with the share 0 has left.
 */
export function staysOf(
  promotions: readonly Promotion[],
  reports: readonly Report[],
): readonly Stay[] {
  const ordered = promotions.toSorted(byTime);
  return ordered.flatMap((promotion, index) => {
    const { version, role = 'champion', share = null, createdAt, pullRequest } = promotion;
    if (role === 'challenger' && share === 0) return [];
    const next = ordered
      .slice(index + 1)
      .find((one) => role === 'challenger' || (one.role ?? 'champion') === 'champion');
    const deployment = promotion.deployment;
    const until = next?.createdAt ?? null;
    const own = reports.filter((one) => deployment !== null && one.deployment === deployment);
    const time = { since: createdAt, until, pullRequest, deployment };
    return [{ version, role, share, ...time, ...healthOf(own, until) }];
  });
}

function healthOf(
  reports: readonly Report[],
  until: string | null,
): Pick<Stay, 'health' | 'healthySince'> {
  const end = until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
  // What is reported after the end is about what came after it: GitHub calls a replaced deployment inactive.
  const ordered = reports
    .filter(({ createdAt }) => Date.parse(createdAt) <= end)
    .toSorted((a, b) => byTime(a, b) || a.status - b.status);
  const last = ordered.at(-1);
  if (last === undefined) return { health: 'unknown', healthySince: null };
  if (last.health === 'unhealthy') return { health: 'unhealthy', healthySince: null };
  const broken = ordered.findLastIndex(({ health }) => health === 'unhealthy');
  return { health: 'healthy', healthySince: ordered[broken + 1]?.createdAt ?? null };
}

function byTime(a: { readonly createdAt: string }, b: { readonly createdAt: string }): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt);
}

/** Who holds the environment now; null where nothing was promoted. */
export function championStay(stays: readonly Stay[]): Stay | null {
  return stays.findLast(({ role, until }) => role === 'champion' && until === null) ?? null;
}

/** The challenger beside the champion; null where there is none. */
export function challengerStay(stays: readonly Stay[]): Stay | null {
  return stays.findLast(({ role, until }) => role === 'challenger' && until === null) ?? null;
}

/**
 * The version that a rollback goes back to: the last champion before the one that is there now which was healthy when it
 * left; what was rolled back, or came after it, is none of these. Null where there is none, or nobody has ever reported.
 */
export function lastHealthyBefore(stays: readonly Stay[]): Stay | null {
  const champions = stays.filter(({ role }) => role === 'champion');
  const before = versionsBefore(champions.map((stay) => ({ ...stay, previous: null })));
  const last = before.map((version) => champions.findLast((stay) => stay.version === version));
  return last.findLast((stay) => stay?.health === 'healthy') ?? null;
}

/** The longest time in milliseconds that a version has been healthy in an environment without a break, as champion. */
export function healthyForMs(stays: readonly Stay[], version: string, now: Date): number {
  const times = stays
    .filter((stay) => stay.version === version && stay.role === 'champion')
    .map(({ healthySince, until }) =>
      healthySince === null
        ? 0
        : (until === null ? now.getTime() : Date.parse(until)) - Date.parse(healthySince),
    );
  return Math.max(0, ...times);
}
