import { describe, expect, it } from 'vitest';
import { riskTier } from '../../../core/checks/risk-tier.ts';
import type { GateChanges, ReviewFacts } from '../../../core/judge/facts.ts';
import type { RiskTier } from '../../../core/checks/check.ts';
import { candidate, config, head } from '../judge/candidate.ts';
import { context } from './context.ts';

const approved: ReviewFacts = {
  reviews: [{ reviewer: 'hubot', state: 'approved', commit: head, teams: [], mayPush: true }],
  lastPusher: null,
  unread: [],
};

function judged(
  risk: RiskTier | null,
  riskAfter: GateChanges['riskAfter'],
  reviews: ReviewFacts | null = null,
) {
  const facts = candidate({ reviews, config: risk === null ? config : { ...config, risk } });
  return riskTier.judge({ ...facts, changes: { ...facts.changes, riskAfter } }, context);
}

describe('the check risk-tier', () => {
  it('passes when a tier is declared and stays or rises', () => {
    expect(judged('limited', null).sentence).toBe('The declared risk is limited.');
    expect(judged('limited', 'limited').outcome).toBe('pass');
    expect(judged('limited', 'high').outcome).toBe('pass');
  });

  it('fails when none is declared', () => {
    expect(judged(null, null).outcome).toBe('fail');
  });

  it('fails when it is lowered and nobody who counts approved the head commit', () => {
    const nobody = { ...approved, reviews: [] };
    expect(judged('high', 'limited', nobody)).toMatchObject({
      outcome: 'fail',
      sentence:
        'The pull request lowers the risk from high to limited, and nobody who counts has approved the head commit.',
    });
    const own = approved.reviews.map((review) => ({ ...review, reviewer: 'octocat' }));
    expect(judged('high', 'limited', { ...approved, reviews: own }).outcome).toBe('fail');
  });

  it('warns when it is lowered with an approval', () => {
    expect(judged('high', 'minimal', approved)).toMatchObject({
      outcome: 'warn',
      sentence: 'The pull request lowers the risk from high to minimal; approved by hubot.',
    });
  });

  it('is inconclusive when the changed configuration or the reviews cannot be read', () => {
    expect(judged('high', 'unknown').outcome).toBe('inconclusive');
    expect(judged('high', 'limited').outcome).toBe('inconclusive');
    expect(judged('high', 'limited', { ...approved, unread: ['No.'] }).outcome).toBe(
      'inconclusive',
    );
  });
});
