import type { HealthConfig } from '../../schemas/types.ts';
import { durationText } from '../text/duration.ts';

/** How it is waited for a version to be healthy. */
export interface HealthSettings {
  readonly withinMs: number;
  readonly everyMs: number;
  /** So many looks in a row must be good. */
  readonly times: number;
}

/** One look at a version: whether it was good, and what was seen, in a few words. */
export interface Look {
  readonly good: boolean;
  readonly seen: string;
  /** What the health command said last, in its own words; null where it said nothing. */
  readonly said: string | null;
}

/** What is known after some looks. */
export type Health =
  | { readonly kind: 'healthy'; readonly reason: string }
  /** The reason goes on after "is not healthy in staging", with its space or colon. */
  | { readonly kind: 'unhealthy'; readonly reason: string }
  | { readonly kind: 'open'; readonly goodInARow: number };

const unitMs: ReadonlyMap<string, number> = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** The settings with their defaults. Throws a TypeError for a span that the schema would have refused. */
export function healthSettings(
  config: Pick<HealthConfig, 'within' | 'every' | 'times'>,
): HealthSettings {
  const { within = '10m', every = '10s', times = 1 } = config;
  return { withinMs: spanMs(within), everyMs: spanMs(every), times };
}

function spanMs(text: string): number {
  const unit = unitMs.get(text.slice(-1));
  const count = Number(text.slice(0, -1));
  if (unit === undefined || !(count > 0)) throw new TypeError(`${text} is no span of time.`);
  return unit * count;
}

/**
 * Decides after a look. Healthy: enough good looks in a row. Unhealthy: the next look would come after the time is over, so
 * the last one decides what is said.
 */
export function afterLook(
  settings: HealthSettings,
  before: number,
  look: Look,
  elapsedMs: number,
): Health {
  const { withinMs, everyMs, times } = settings;
  const goodInARow = look.good ? before + 1 : 0;
  if (goodInARow >= times) {
    const often = times === 1 ? '' : `, ${times} times in a row`;
    return { kind: 'healthy', reason: `${look.seen}${often}` };
  }
  if (elapsedMs + everyMs <= withinMs) return { kind: 'open', goodInARow };
  const often = look.good ? `only ${goodInARow} of ${times} times in a row` : 'at the last look';
  const found = `within ${durationText(withinMs)}: ${look.seen}, ${often}`;
  // What is cut off in a deployment's status is the end.
  const reason = look.good || look.said === null ? ` ${found}` : `: ${look.said} (${found})`;
  return { kind: 'unhealthy', reason };
}
