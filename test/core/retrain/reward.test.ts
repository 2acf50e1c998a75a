import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import { rewardOf, type RewardFacts } from '../../../core/retrain/reward.ts';
import type { EvaluationOnDrift } from '../../../schemas/types.ts';

const onDrift: EvaluationOnDrift = {
  drift: sha256('the drift on record'),
  start: '2026-03-01',
  end: '2026-03-01',
  rows: 700,
  champion: '1.0.0',
  outcome: 'better',
  metrics: [],
  reason: '',
};

function facts(changes: Partial<RewardFacts> = {}): RewardFacts {
  return {
    whenBetter: 'label',
    conclusion: 'success',
    checks: [{}],
    onDrift: { kind: 'compared', comparison: onDrift },
    ...changes,
  };
}

function compared(changes: Partial<EvaluationOnDrift>): Pick<RewardFacts, 'onDrift'> {
  return { onDrift: { kind: 'compared', comparison: { ...onDrift, ...changes } } };
}

describe('a retraining that helps on the data that drifted', () => {
  it('earns what the policy says', () => {
    for (const whenBetter of ['label', 'merge', 'nothing'] as const) {
      expect(rewardOf(facts({ whenBetter }))).toBe(whenBetter);
    }
  });

  it('is merged by a person where a waiver made the check pass', () => {
    const waiver = {
      record: sha256('a waiver'),
      by: 'somebody',
      reason: 'An exception.',
      until: null,
    };
    const checks = [{}, { waiver }];
    expect(rewardOf(facts({ whenBetter: 'merge', checks }))).toBe('label');
    expect(rewardOf(facts({ whenBetter: 'nothing', checks }))).toBe('nothing');
  });

  it.each<[string, Partial<RewardFacts>]>([
    ['its check fails', { conclusion: 'failure' }],
    ['its check decides nothing', { conclusion: 'neutral' }],
    ['its check still runs', { conclusion: null }],
    ['it was not compared on the data that drifted', { onDrift: null }],
    ['it is as good', compared({ outcome: 'alike' })],
    ['it is worse', compared({ outcome: 'worse' })],
    ['the rows cannot tell', compared({ outcome: 'inconclusive' })],
    ['there was no champion to compare with', compared({ champion: null })],
    ['the ledger contradicts it', { onDrift: { kind: 'ignored', reason: 'Another drift.' } }],
  ])('earns nothing when %s', (_, changes) => {
    expect(rewardOf(facts({ whenBetter: 'merge', ...changes }))).toBe('nothing');
  });
});
