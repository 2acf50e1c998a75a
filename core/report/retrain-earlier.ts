import type { CheckResult } from '../../schemas/types.ts';
import { link } from './link.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';

/** A retraining that is over, and what it brought. */
export interface EarlierText {
  readonly number: number;
  readonly url: string;
  readonly closedAt: Date;
  readonly merged: boolean;
  /** How it was judged when it ended; null where no verdict is on record. */
  readonly outcome: CheckResult['outcome'] | null;
  /** What the gate said of each metric. */
  readonly metrics: readonly string[];
  /** The version that came of it, without `v`. */
  readonly version: string | null;
}

const outcomes = {
  pass: 'the check passed',
  warn: 'the check passed with warnings',
  fail: 'the check failed',
  inconclusive: 'the check was inconclusive',
} as const satisfies { readonly [Key in CheckResult['outcome']]: string };

const mostMetrics = 5;

/** The last retrainings, an item each. */
export function earlierRetrainings(earlier: readonly EarlierText[]): readonly string[] {
  return earlier.map(({ number, url, closedAt, merged, outcome, metrics, version }) => {
    const day = closedAt.toISOString().slice(0, 10);
    const brought = version === null ? '' : ` as ${literal(`v${version}`, 40)}`;
    const end = merged ? `merged on ${day}${brought}` : `closed without a merge on ${day}`;
    const judged = outcome === null ? 'no verdict is on record' : outcomes[outcome];
    const told = metrics.slice(0, mostMetrics).map((sentence) => ` ${prose(sentence, 300)}`);
    return `- ${link(`#${number}`, url)}: ${end}; ${judged}.${told.join('')}`;
  });
}
