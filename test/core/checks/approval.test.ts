import { describe, expect, it } from 'vitest';
import { approval } from '../../../core/checks/approval.ts';
import type { Review, ReviewFacts } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { levelOf } from '../../../core/policy/level.ts';
import type { ApprovalsConfig, ModelConfig } from '../../../schemas/types.ts';
import { candidate, config, head } from '../judge/candidate.ts';
import { context } from './context.ts';

const older = 'e'.repeat(40);

function review(reviewer: string, changes: Partial<Review> = {}): Review {
  return { reviewer, state: 'approved', commit: head, teams: [], mayPush: null, ...changes };
}

function judged(
  reviews: readonly Review[],
  approvals: ApprovalsConfig,
  about: Partial<ReviewFacts> & { readonly risk?: ModelConfig['risk'] } = {},
) {
  const { risk = 'limited', ...facts } = about;
  return approval.judge(
    candidate({
      config: { ...config, risk, gate: { approvals } },
      reviews: { reviews, lastPusher: null, unread: [], ...facts },
    }),
    context,
  );
}

const leads: ApprovalsConfig = { teams: ['acme/ml-leads'] };
const lead = (name: string, changes: Partial<Review> = {}): Review =>
  review(name, { teams: ['acme/ml-leads'], ...changes });

describe('the check approval', () => {
  it('passes with an approval of the head commit by a member of a named team', () => {
    expect(judged([lead('hubot')], leads)).toMatchObject({
      outcome: 'pass',
      sentence: 'Approved by hubot.',
      evidence: ['hubot: approved a1b2c3d'],
    });
  });

  it('passes with an approval by a named person, whatever the letters of the login', () => {
    expect(judged([review('HuBot')], { users: ['hubot'] }).outcome).toBe('pass');
  });

  it('takes anybody who may push where the policy names nobody', () => {
    expect(judged([review('hubot', { mayPush: true })], { required: 1 }).outcome).toBe('pass');
    expect(judged([review('hubot', { mayPush: false })], { required: 1 }).outcome).toBe('fail');
    expect(judged([review('hubot')], { required: 1 }).outcome).toBe('fail');
  });

  it('fails without an approval, and says of whom', () => {
    expect(judged([], leads)).toMatchObject({
      outcome: 'fail',
      sentence:
        'The head commit has 0 of 1 approvals by members of acme/ml-leads, other than the author and the last pusher.',
    });
  });

  it('fails with approvals of an older commit only, and says whose', () => {
    const { outcome, sentence } = judged([lead('hubot', { commit: older })], leads);
    expect(outcome).toBe('fail');
    expect(sentence).toMatch(/hubot approved an older commit, which does not count\.$/);
  });

  it.each([
    ['the author', {}, 'octocat'],
    ['the author in other letters', {}, 'OctoCat'],
    ['the last pusher', { lastPusher: 'hubot' }, 'hubot'],
  ])('does not count %s', (_, facts, reviewer) => {
    expect(judged([lead(reviewer)], leads, facts).outcome).toBe('fail');
  });

  it('does not count members of other teams', () => {
    expect(judged([review('hubot', { teams: ['acme/others'] })], leads).outcome).toBe('fail');
  });

  it('fails while one of those who are named asks for changes, also of an older commit', () => {
    const reviews = [
      lead('hubot'),
      lead('monalisa', { state: 'changes-requested', commit: older }),
    ];
    expect(judged(reviews, leads)).toMatchObject({
      outcome: 'fail',
      sentence: 'monalisa asked for changes and has not approved since.',
    });
  });

  it('takes the newest opinion of a person; a comment is none', () => {
    const change = lead('hubot', { state: 'changes-requested' });
    expect(judged([change, lead('hubot')], leads).outcome).toBe('pass');
    expect(judged([lead('hubot'), change], leads).outcome).toBe('fail');
    expect(judged([lead('hubot'), lead('hubot', { state: 'commented' })], leads).outcome).toBe(
      'pass',
    );
  });

  it('does not count what was dismissed', () => {
    expect(judged([lead('hubot', { state: 'dismissed' })], leads).outcome).toBe('fail');
  });

  it('counts a person once, and wants two at risk tier high', () => {
    const high = { risk: 'high' } as const;
    expect(judged([lead('hubot'), lead('hubot')], leads, high).outcome).toBe('fail');
    expect(judged([lead('hubot'), lead('monalisa')], leads, high).outcome).toBe('pass');
  });

  it('is inconclusive when the reviews or the members of a team could not be read', () => {
    const unread = ['The app may not ask who is a member of acme/ml-leads.'];
    expect(judged([lead('hubot')], leads, { unread })).toMatchObject({
      outcome: 'inconclusive',
      sentence: unread[0],
    });
    const facts = candidate({ config: { ...config, gate: { approvals: leads } } });
    expect(approval.judge(facts, context).outcome).toBe('inconclusive');
  });

  it('applies at risk tier high, where approvals are configured, and to pull requests only', () => {
    expect(levelOf(approval, config).level).toBe('off');
    expect(levelOf(approval, { ...config, risk: 'high' }).level).toBe('fail');
    const configured = { ...config, gate: { approvals: leads } };
    expect(levelOf(approval, configured).level).toBe('fail');
    const landed = candidate({
      config: configured,
      pullRequest: { ...candidate().pullRequest, number: null, author: null },
    });
    expect(judge(landed).checks.map(({ check }) => check)).not.toContain('approval');
  });
});
