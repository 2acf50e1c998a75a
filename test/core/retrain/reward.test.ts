import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import { rewardOf, type RewardFacts } from '../../../core/retrain/reward.ts';
import type { EvaluationOnDrift } from '../../../schemas/types.ts';

const drift = sha256('the drift on record');
const onDrift: EvaluationOnDrift = {
  drift,
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
    evaluation: { status: 'succeeded', onDrift },
    drifts: (id) => id === drift,
    ...changes,
  };
}

function compared(changes: Partial<EvaluationOnDrift>): Pick<RewardFacts, 'evaluation'> {
  return { evaluation: { status: 'succeeded', onDrift: { ...onDrift, ...changes } } };
}

describe('a retraining that helps on the data that drifted', () => {
  it('earns what the policy says', () => {
    for (const whenBetter of ['label', 'merge', 'nothing'] as const) {
      expect(rewardOf(facts({ whenBetter }))).toBe(whenBetter);
    }
  });

  it.each<[string, Partial<RewardFacts>]>([
    ['its check fails', { conclusion: 'failure' }],
    ['its check decides nothing', { conclusion: 'neutral' }],
    ['its check still runs', { conclusion: null }],
    ['there is no evaluation', { evaluation: null }],
    ['the evaluation failed', { evaluation: { status: 'failed', onDrift } }],
    ['it was not compared on the data that drifted', { evaluation: { status: 'succeeded' } }],
    ['it is as good', compared({ outcome: 'alike' })],
    ['it is worse', compared({ outcome: 'worse' })],
    ['the rows cannot tell', compared({ outcome: 'inconclusive' })],
    ['there was no champion to compare with', compared({ champion: null })],
    ['the drift is not on record', compared({ drift: sha256('another') })],
  ])('earns nothing when %s', (_, changes) => {
    expect(rewardOf(facts({ whenBetter: 'merge', ...changes }))).toBe('nothing');
  });
});
