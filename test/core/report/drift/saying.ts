import type { DriftPage } from '../../../../core/report/drift/page.ts';
import type { DriftRecord } from '../../../../schemas/types.ts';
import { drift, feature } from '../drift.ts';

/** A page with a record in which every text is this one. */
export function saying(words: string): DriftPage {
  const interval = { lower: 0.3, upper: 0.5 };
  const point = { start: words, end: words, rows: 3, value: 0.4, interval };
  const record: DriftRecord = {
    ...drift(),
    outcome: 'drift',
    window: { start: words, end: words },
    reference: { path: words, digest: null, rows: 1 },
    current: { path: words, digest: null, rows: 1 },
    windows: [1, 2].map(() => ({
      start: words,
      end: words,
      rows: 1,
      outcome: 'drift',
      drifted: 1,
    })),
    features: [
      feature({
        feature: words,
        reason: `a ${words}`,
        method: words,
        since: words,
        history: { sizes: [0.1, 0.4], outcomes: ['stable', 'drift'] },
      }),
      feature({
        feature: `b ${words}`,
        kind: 'categorical',
        picture: { labels: [words, 'b'], reference: [1, 0], current: [0, 1] },
      }),
    ],
    schemaChanges: [
      {
        column: words,
        change: 'type',
        reference: words,
        current: words,
        outcome: 'drift',
        reason: `a ${words}`,
      },
    ],
    freshness: {
      newest: words,
      ageSeconds: 1,
      limitSeconds: 1,
      future: 0,
      outcome: 'drift',
      reason: `a ${words}`,
    },
    volume: { rows: 1, expected: 1, lower: 1, upper: 2, outcome: 'drift', reason: `a ${words}` },
    multivariate: {
      auc: 0.8,
      interval,
      threshold: 0.6,
      referenceRows: 1,
      currentRows: 1,
      outcome: 'drift',
      contributions: [{ feature: words, share: 1 }],
      reason: `a ${words}`,
    },
    performance: [
      {
        metric: words,
        estimated: true,
        value: 0.4,
        interval,
        rows: 1,
        reference: 0.5,
        limit: 0.6,
        outcome: 'drift',
        history: [point, point],
        changedAt: words,
        reason: `a ${words}`,
      },
    ],
    slices: [
      {
        column: words,
        value: words,
        rows: 1,
        outcome: 'drift',
        metric: words,
        metricValue: 0.3,
        interval,
        reference: 0.3,
        reason: `a ${words}`,
      },
    ],
  };
  const shares = {
    reference: [1, 0],
    current: [0, 1],
    referenceQuantiles: null,
    currentQuantiles: null,
  };
  return {
    record,
    features: [{ kind: 'bins', feature: words, unit: 'value', edges: [0, 1, 2], ...shares }],
  };
}
