import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap, type BootstrapPlan } from '../../../core/statistics/bootstrap.ts';
import { estimator } from '../../../core/statistics/estimate.ts';
import { errorsEvaluator, recallEvaluator } from './evaluators.ts';

const errors = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: 10, maxLength: 60 })
  .map((values) => Float64Array.from(values, (value) => value / 7));
const seeds = fc.string({ maxLength: 10 });

function planOf(rows: number, seed: string | number, resamples = 100): BootstrapPlan {
  return { rows, seed, resamples, weights: null, clusters: null };
}

describe('the bootstrap', () => {
  it('gives the same from the same seed', () => {
    fc.assert(
      fc.property(errors, seeds, (values, seed) => {
        const evaluator = errorsEvaluator(values);
        const run = () => bootstrap(planOf(values.length, seed), evaluator, evaluator);
        expect(run()).toEqual(run());
      }),
      { numRuns: 20 },
    );
  });

  it('sees no difference between a candidate and itself: the interval is [0, 0]', () => {
    fc.assert(
      fc.property(errors, seeds, (values, seed) => {
        const evaluator = errorsEvaluator(values);
        const { units, paired } = bootstrap(planOf(values.length, seed), evaluator, evaluator);
        for (const difference of paired?.difference ?? []) {
          expect(estimator(units)(difference)).toMatchObject({
            interval: { low: 0, high: 0 },
            standardError: 0,
          });
        }
        expect(paired?.difference).toHaveLength(3);
      }),
      { numRuns: 20 },
    );
  });

  it('mirrors the interval when candidate and baseline are swapped', () => {
    fc.assert(
      fc.property(errors, seeds, (values, seed) => {
        const [a, b] = [errorsEvaluator(values), errorsEvaluator(values.toReversed())];
        const plan = planOf(values.length, seed);
        const [there, back] = [bootstrap(plan, a, b), bootstrap(plan, b, a)];
        for (const [metric, difference] of (there.paired?.difference ?? []).entries()) {
          const one = estimator(there.units)(difference);
          const other = back.paired?.difference[metric];
          if (one.kind === 'none' || other === undefined) throw new Error('No interval.');
          const mirrored = estimator(back.units)(other);
          if (mirrored.kind === 'none') throw new Error('No interval.');
          expect(mirrored.interval.low).toBeCloseTo(-one.interval.high, 12);
          expect(mirrored.interval.high).toBeCloseTo(-one.interval.low, 12);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('takes candidate and baseline on the same draws, so that what they share cancels', () => {
    const shared = Float64Array.from({ length: 200 }, (_, row) => Math.sin(row) * 50);
    const candidate = errorsEvaluator(shared.map((error) => error + 1));
    const { paired, candidate: single } = bootstrap(
      planOf(200, 1),
      candidate,
      errorsEvaluator(shared),
    );
    const differences = [...(paired?.difference[0]?.values ?? [])];
    expect(differences).toHaveLength(100);
    for (const difference of differences) expect(difference).toBeCloseTo(1, 9);
    expect(Math.max(...(single[0]?.values ?? []))).toBeGreaterThan(5);
  });

  it('spreads the mean as theory says: by the standard deviation over the root of n', () => {
    const values = Float64Array.from({ length: 400 }, (_, row) => (row % 2 === 0 ? 3 : -3));
    const { candidate, units, paired } = bootstrap(
      planOf(400, 5, 4000),
      errorsEvaluator(values),
      null,
    );
    const [mean] = candidate.map(estimator(units));
    if (mean?.kind !== 'interval') throw new Error('No interval.');
    // The relative error of a standard deviation of 4,000 draws is 1.1%.
    expect(mean.standardError / (3 / Math.sqrt(399))).toBeCloseTo(1, 1);
    expect(mean.interval.high / (1.96 * 0.15)).toBeCloseTo(1, 1);
    expect(paired).toBeNull();
  });

  it('counts draws without a value, which are most where one row alone is positive', () => {
    const labels = Uint8Array.from({ length: 30 }, (_, row) => (row === 0 ? 1 : 0));
    const evaluator = recallEvaluator(labels, labels);
    const { candidate, units } = bootstrap(planOf(30, 3, 1000), evaluator, evaluator);
    const [recall] = candidate;
    // (29/30)^30 of the draws leave the row out.
    expect((recall?.withoutValue ?? 0) / 1000).toBeCloseTo(0.362, 1);
    expect(recall?.values).toHaveLength(1000 - (recall?.withoutValue ?? 0));
    const reason = candidate.map(estimator(units)).map((one) => one.kind === 'none' && one.reason);
    expect(reason).toEqual([
      `There is no interval: in ${recall?.withoutValue} of 1000 random draws of the rows it is not defined. More rows are needed.`,
    ]);
  });

  it('says after each draw how far it is', () => {
    const evaluator = errorsEvaluator(Float64Array.of(1, 2, 3));
    const seen: string[] = [];
    bootstrap(planOf(3, 1, 3), evaluator, null, (done, all) => seen.push(`${done} of ${all}`));
    expect(seen).toEqual(['1 of 3', '2 of 3', '3 of 3']);
  });
});
