import { worst } from '../../judge/outcome.ts';
import type { Outcome } from '../../judge/facts.ts';
import { blockingResults, type JudgedPromotion } from './judge.ts';
import { judgedAgainText } from './judged-again.ts';

/** All that a pull request changes of desired states. */
export interface Promotions {
  readonly judged: readonly JudgedPromotion[];
  /** Why it can't be merged whatever its promotions are, as sentences. */
  readonly refused: readonly string[];
}

/** Of a pull request that changes no desired state. */
export const noPromotions: Promotions = { judged: [], refused: [] };

/** What speaks against the pull request, as sentences; none when its promotions can be merged. */
export function obstaclesOf({ judged, refused }: Promotions): readonly string[] {
  return [
    ...refused,
    ...judged.flatMap((one) => blockingResults(one).map(({ sentence }) => sentence)),
  ];
}

/** The outcome of all together. */
export function outcomeOf({ judged, refused }: Promotions): Outcome {
  return worst([
    ...judged.map(({ outcome }) => outcome),
    ...(refused.length > 0 ? ['fail' as const] : []),
  ]);
}

/** Says when the clock alone may change the outcome next; nothing where it can't. */
export function againNotes({ judged }: Promotions): readonly string[] {
  const times = judged.flatMap(({ changesAt }) =>
    changesAt === null ? [] : [changesAt.getTime()],
  );
  return times.length === 0 ? [] : [judgedAgainText(new Date(Math.min(...times)))];
}
