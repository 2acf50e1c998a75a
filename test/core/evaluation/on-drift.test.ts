import { assert, constantFrom, double, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareOnDrift,
  type SidesOnDrift,
  type WindowedDrift,
} from '../../../core/evaluation/on-drift.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import { failed, ok } from '../../../core/result.ts';
import { seal } from '../../../core/record/seal.ts';
import type { EvaluationOnDrift } from '../../../schemas/types.ts';
import { confirmOnDrift } from '../../../core/judge/on-drift.ts';
import { evaluation } from '../judge/candidate.ts';
import { drift } from '../report/drift.ts';
import { binary, keysFrom, regression } from './rows.ts';

const sampling = { resamples: 200, seed: 'test' };
const dayMs = 24 * 60 * 60_000;
/** Of the drift: 31 days from May on. */
const may = drift() as WindowedDrift;

/** One row an hour from the 1st of April on. */
function hours(rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => Date.UTC(2011, 3, 1) + (row * dayMs) / 24);
}

const april = 30 * 24;
const rows = april + 31 * 24;

function compared(
  candidate: Predictions,
  champion: Predictions,
  changes: Partial<SidesOnDrift> = {},
  ids: readonly string[] = ['mae', 'rmse'],
): EvaluationOnDrift {
  const sides = {
    candidate,
    champion: { version: '1.0.0', predictions: ok(champion) },
    times: ok(hours(candidate.rows)),
    ...changes,
  };
  return compareOnDrift(ids, may, sides, sampling);
}

/** A regression with one error in April and another in May. */
function changing(before: number, after: number, seed: string) {
  const [early, late] = [regression(rows, before, seed), regression(rows, after, seed)];
  const predicted = early.predicted.map((value, row) =>
    row < april ? value : (late.predicted[row] ?? 0),
  );
  return { ...early, predicted };
}

describe('the comparison on the drifted window', () => {
  it('is of the rows in the window only: what is worse before it does not count', () => {
    const [ours, theirs] = [changing(40, 10, 'a'), changing(10, 40, 'b')];
    expect(compared(ours, theirs)).toMatchObject({
      drift: may.id,
      start: '2011-05-01',
      end: '2011-05-31',
      rows: 744,
      champion: '1.0.0',
      outcome: 'better',
      reason: 'Surely better: mae, rmse.',
    });
    const { outcome, metrics } = compared(theirs, ours);
    expect(outcome).toBe('worse');
    const [mae] = metrics;
    expect(mae).toMatchObject({ metric: 'mae' });
    expect(mae?.difference).toBeCloseTo((mae?.candidate ?? 0) - (mae?.champion ?? 0), 12);
    expect(mae?.interval?.lower).toBeGreaterThan(0);
    expect(mae?.interval?.upper).toBeGreaterThan(mae?.difference ?? Infinity);
  });

  it('pairs rows by their ids, whatever their order', () => {
    const ours = { ...changing(10, 10, 'a'), keys: keysFrom(0, rows) };
    const theirs = { ...changing(10, 40, 'b'), keys: keysFrom(0, rows) };
    const backwards: Predictions = {
      ...theirs,
      keys: keysFrom(0, rows).map(
        (_, at, keys) => keys[2 * (rows - 1 - (at >> 1)) + (at % 2)] ?? 0,
      ),
      labels: theirs.labels.toReversed(),
      predicted: theirs.predicted.toReversed(),
    };
    expect(compared(ours, backwards)).toEqual(compared(ours, theirs));
    expect(compared(ours, backwards).outcome).toBe('better');
  });

  it('calls alike what the rows can not tell apart', () => {
    expect(compared(changing(10, 20, 'a'), changing(10, 20, 'b'))).toMatchObject({
      outcome: 'alike',
      reason: 'These rows can not tell the two apart.',
    });
  });

  it('takes Holm over the metrics, as the gate does', () => {
    const [ours, theirs] = [binary(rows, 0.8, 'a'), binary(rows, 0.7, 'b')];
    const ids = ['accuracy', 'f1', 'roc_auc'];
    const { outcome, metrics } = compared(ours, theirs, {}, ids);
    expect(outcome).toBe('better');
    expect(metrics.map(({ metric }) => metric)).toEqual(ids);
  });

  const two = [changing(10, 10, 'a'), changing(10, 40, 'b')] as const;
  it.each<[string, Partial<SidesOnDrift>, string]>([
    ['no time is known', { times: failed('No column.') }, 'No column.'],
    [
      'the champion has no predictions',
      { champion: { version: '1.0.0', predictions: failed('They have expired.') } },
      'They have expired.',
    ],
    [
      'none of the rows lies in it',
      { times: ok(hours(rows).map((time) => time + 365 * dayMs)) },
      'Only 0 of the judged rows lie in the window, and at least 30 are needed.',
    ],
    [
      'fewer than 30 do',
      { times: ok(hours(rows).map((time, row) => (row < rows - 29 ? Number.NaN : time))) },
      'Only 29 of the judged rows lie in the window, and at least 30 are needed.',
    ],
    [
      'they belong to few groups',
      {
        candidate: {
          ...two[0],
          clusters: { count: 9, codes: Int32Array.from({ length: rows }, (_, row) => row % 9) },
        },
      },
      'The judged rows in the window are of only 9 groups, and at least 10 are needed.',
    ],
    ['the models are of different kinds', { candidate: binary(rows, 0.9, 'a') }, ''],
  ])('is inconclusive where %s, and says so', (_, changes, reason) => {
    const found = compared(...two, changes);
    expect(found).toMatchObject({ outcome: 'inconclusive', metrics: [] });
    expect(found.reason).toContain(reason);
    expect(found.reason).not.toBe('');
  });

  it('is inconclusive where no difference has an interval', () => {
    const weightless = {
      ...two[0],
      weights: new Float64Array(rows).map((_, row) => (row < april ? 1 : 0)),
    };
    const found = compared(weightless, { ...two[1], weights: weightless.weights });
    expect(found.outcome).toBe('inconclusive');
    expect(found.metrics).toMatchObject([{ interval: null }, { interval: null }]);
  });

  it('says only what the app believes of a record, whatever the rows are', () => {
    const spread = double({ min: 0, max: 50, noNaN: true });
    const some = tuple(spread, spread, integer({ min: 1, max: rows }), constantFrom('a', 'b'));
    assert(
      property(some, ([one, other, many, seed]) => {
        const [ours, theirs] = [regression(many, one, seed), regression(many, other, 'c')];
        const onDrift = compared(ours, theirs, { times: ok(hours(rows).slice(-many)) });
        const sealed = seal('evaluation', {
          ...unsealed(evaluation({})),
          evaluationSet: { digest: may.id, rows: many },
          onDrift,
        });
        expect(confirmOnDrift(sealed, may, '1.0.0')).toEqual({
          kind: 'compared',
          comparison: onDrift,
        });
      }),
      { numRuns: 25 },
    );
  });
});

function unsealed<Sealed extends { readonly schema: unknown; readonly id: unknown }>({
  schema: _schema,
  id: _id,
  ...fields
}: Sealed): Omit<Sealed, 'schema' | 'id'> {
  return fields;
}
