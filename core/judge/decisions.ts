import type { GateConfig, Interval } from '../../schemas/types.ts';
import { decide, type Decision } from '../statistics/decide.ts';
import type { GatedDifference } from '../statistics/worsening.ts';
import { allowance, rounding } from './bounds.ts';
import type { Difference } from './differences.ts';

/** One metric, and which way is better. */
export interface Compared {
  readonly metric: string;
  readonly direction: 'higher' | 'lower' | null;
  readonly difference: Difference;
}

/**
 * What the rows say of each metric, by its id. The metrics with a bound on regression are judged together, since the
 * more there are, the likelier one looks worse by luck; each other one by itself, against no worsening at all.
 */
export function decideAll(
  compared: readonly Compared[],
  gates: NonNullable<GateConfig['metrics']>,
): ReadonlyMap<string, Decision> {
  const gated: GatedDifference[] = [];
  const others: GatedDifference[] = [];
  for (const one of compared) {
    const bounds = Object.hasOwn(gates, one.metric) ? gates[one.metric] : undefined;
    const { baseline } = one.difference;
    const tolerance =
      bounds === undefined || baseline === null ? null : allowance(bounds, baseline);
    const turned = gatedDifference(one, tolerance ?? 0);
    if (turned !== null) (tolerance === null ? others : gated).push(turned);
  }
  const decisions = [...decide(gated), ...others.flatMap((one) => decide([one]))];
  return new Map(decisions.map((decision) => [decision.metric, decision]));
}

/** One metric as `decide` takes it; null where two numbers are all that there is. */
export function gatedDifference(
  { metric, direction, difference: of }: Compared,
  tolerance: number,
): GatedDifference | null {
  const { difference, spread } = of;
  if (direction === null || spread === null) return null;
  const { interval, standardError, quantiles, freedom, rows } = spread;
  const about = { metric, direction, tolerance, freedom, rows };
  return isRounding(of, interval)
    ? { ...about, ...noDifference }
    : { ...about, difference, interval, standardError, quantiles };
}

const noDifference = {
  difference: 0,
  interval: { low: 0, high: 0 },
  standardError: 0,
  quantiles: null,
} as const;

/** Two equal models may differ by the rounding of sums; that must not count as a sure difference. */
function isRounding(of: Difference, { low, high }: Interval): boolean {
  const { baseline, candidate, difference } = of;
  const noise = rounding * Math.max(Math.abs(baseline ?? 0), Math.abs(candidate ?? 0));
  return [low, high, difference ?? Number.NaN].every((one) => Math.abs(one) <= noise);
}
