import { describe, expect, it } from 'vitest';
import { approval } from '../../../core/checks/approval.ts';
import { metricGate } from '../../../core/checks/metric-gate.ts';
import { records } from '../../../core/checks/records.ts';
import { accessesOf } from '../../../core/command/access.ts';
import type { Review } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { approvalTerms } from '../../../core/policy/approvals.ts';
import { combinations } from '../../../core/policy/combinations.ts';
import { govern } from '../../../core/policy/govern.ts';
import { levelOf, tierOf } from '../../../core/policy/level.ts';
import { rulesOf } from '../../../core/policy/rules.ts';
import { mayWaive } from '../../../core/policy/waivers.ts';
import policySchema from '../../../schemas/policy.schema.json' with { type: 'json' };
import { candidate, config } from '../judge/candidate.ts';
import { file, governed } from './governed.ts';

const source = (key: string): string => `organisation policy ${file}: ${key}`;

/** An approval of the head commit. */
function approvalBy(reviewer: string, ...teams: readonly string[]): Review {
  const { head } = candidate().pullRequest;
  return { reviewer, teams, state: 'approved', commit: head, mayPush: null };
}

describe('the table of combinations', () => {
  it('has every key of the policy', () => {
    const known = combinations.map(({ key }) => key);
    const { gate, ...others } = policySchema.properties;
    const wanted = [
      ...Object.keys(others),
      ...Object.keys(gate.properties).map((key) => `gate.${key}`),
    ];
    for (const key of wanted.filter((one) => one !== 'version')) {
      expect(known.some((one) => one === key || one.startsWith(`${key}.`))).toBe(true);
    }
  });
});

describe('min_risk and risk', () => {
  it.each([
    ['limited', undefined, 'limited'],
    ['limited', 'minimal', 'limited'],
    ['limited', 'high', 'high'],
  ] as const)('with %s and %s give the higher, %s', (least, risk, tier) => {
    expect(tierOf(governed({ min_risk: least }, risk === undefined ? {} : { risk }))).toBe(tier);
  });

  it('say in the verdict that a lower risk does not hold', () => {
    expect(governed({ min_risk: 'high' }, { risk: 'limited' }).organisation?.notes).toEqual([
      `risk: limited is looser than the organisation's policy (${file}) and does not hold: the model counts as high.`,
    ]);
  });

  it('raise what a failure does to that of the tier, whatever gate.checks says, and name the policy', () => {
    expect(levelOf(approval, governed({ min_risk: 'high' }))).toEqual({
      level: 'fail',
      source: source('min_risk high'),
    });
    const off = governed({ min_risk: 'high' }, { gate: { checks: { approval: 'off' } } });
    expect(levelOf(approval, off).level).toBe('fail');
    expect(off.organisation?.notes[0]).toContain('gate.checks.approval: off is looser');
  });
});

describe('gate.checks of both', () => {
  it.each([
    ['off', 'warn', 'warn', 'policy'],
    ['warn', 'fail', 'fail', 'policy'],
    ['fail', 'warn', 'fail', 'own'],
    ['warn', 'warn', 'warn', 'own'],
    ['warn', 'off', 'warn', 'own'],
  ] as const)('with %s and %s of the policy give %s', (own, theirs, level, by) => {
    const model = governed(
      { gate: { checks: { 'metric-gate': theirs } } },
      { gate: { checks: { 'metric-gate': own } } },
    );
    const key = 'gate.checks.metric-gate';
    expect(levelOf(metricGate, model)).toEqual({ level, source: by === 'own' ? key : source(key) });
    expect(model.organisation?.notes).toHaveLength(by === 'policy' ? 1 : 0);
  });

  it('let the policy leave a check to the repository that its min_risk would ask for', () => {
    const policy = { min_risk: 'high', gate: { checks: { approval: 'off' } } } as const;
    expect(levelOf(approval, governed(policy)).level).toBe('off');
    expect(levelOf(approval, governed(policy, { risk: 'high' })).level).toBe('fail');
  });

  it('change nothing of a check that always blocks', () => {
    const model = governed({ gate: { checks: { records: 'fail' } } });
    expect(levelOf(records, model)).toEqual({ level: 'fail', source: 'always' });
  });
});

describe('gate.approvals of both', () => {
  const theirs = { required: 2, teams: ['acme/leads'] };

  it('turn the check on by the policy alone', () => {
    const model = governed({ gate: { approvals: theirs } });
    expect(levelOf(approval, model)).toEqual({ level: 'fail', source: source('gate') });
    expect(approvalTerms(approval, model)).toEqual([
      { required: 2, users: [], teams: ['acme/leads'], source: source('gate.approvals') },
    ]);
  });

  it('are both asked for, each by its own people', () => {
    const gate = { approvals: { users: ['hubot'] } };
    const model = governed({ gate: { approvals: theirs } }, { gate });
    expect(model.organisation?.notes).toEqual([]);
    expect(approvalTerms(approval, model)).toEqual([
      { required: 1, users: ['hubot'], teams: [], source: null },
      { required: 2, users: [], teams: ['acme/leads'], source: source('gate.approvals') },
    ]);
  });

  it('are one where both mean whoever may push: the larger number', () => {
    const model = governed(
      { gate: { approvals: { required: 3 } } },
      { gate: { approvals: { required: 2 } } },
    );
    expect(approvalTerms(approval, model)).toMatchObject([{ required: 3 }]);
    expect(model.organisation?.notes[0]).toContain(
      "gate.approvals.required: 2 is looser than the organisation's policy",
    );
  });

  it('say in the verdict which of the two is missing', () => {
    const gate = { approvals: { users: ['hubot'] } };
    const hubot = approvalBy('hubot');
    const mona = approvalBy('mona', 'acme/leads');
    const lisa = approvalBy('lisa', 'acme/leads');
    const model = governed({ gate: { approvals: theirs } }, { gate });
    const found = (...reviews: readonly Review[]) =>
      judge(
        candidate({ config: model, reviews: { reviews, lastPusher: null, unread: [] } }),
      ).checks.find(({ check }) => check === 'approval');
    expect(found(hubot, mona)).toMatchObject({
      outcome: 'fail',
      sentence: `The head commit has 1 of 2 approvals by members of acme/leads, other than the author and the last pusher (${source('gate.approvals')}).`,
    });
    expect(found(mona, lisa)).toMatchObject({ outcome: 'fail' });
    expect(found(hubot, mona, lisa)).toMatchObject({
      outcome: 'pass',
      sentence: 'Approved by hubot, mona, lisa.',
    });
  });
});

describe('gate.waivers of both', () => {
  const gate = { waivers: { users: ['hubot', 'mona'], teams: ['acme/bikes'] } };

  it('let only those waive whom both name, by their login or a team', () => {
    const model = governed(
      { gate: { waivers: { users: ['Hubot'], teams: ['acme/risk'] } } },
      { gate },
    );
    expect(mayWaive('hubot', [], model)).toBe(true);
    expect(mayWaive('mona', [], model)).toBe(false);
    expect(mayWaive('mona', ['acme/risk'], model)).toBe(true);
    expect(mayWaive('lisa', ['acme/risk'], model)).toBe(false);
    expect(mayWaive('lisa', ['acme/risk', 'acme/bikes'], model)).toBe(true);
    expect(model.organisation?.notes.join(' ')).toContain('gate.waivers.users: mona is looser');
  });

  it('let nobody waive where the policy has an empty list', () => {
    expect(
      mayWaive('hubot', ['acme/bikes'], governed({ gate: { waivers: { users: [] } } }, { gate })),
    ).toBe(false);
  });

  it('leave the people to the repository where the policy bounds only the days', () => {
    expect(mayWaive('mona', [], governed({ gate: { waivers: { max_days: 5 } } }, { gate }))).toBe(
      true,
    );
  });

  it.each([
    [30, undefined, 30],
    [120, undefined, 90],
    [30, 10, 10],
    [30, 60, 30],
  ])('with at most %s days and %s of the repository allow %s', (most, own, days) => {
    const waivers = own === undefined ? {} : { waivers: { max_days: own } };
    const model = governed({ gate: { waivers: { max_days: most } } }, { gate: waivers });
    expect(model.gate?.waivers?.max_days).toBe(days);
    expect(model.organisation?.notes).toHaveLength(own === 60 ? 1 : 0);
  });
});

describe('gate.rules of both', () => {
  const rule = { id: 'same', when: 'true' };

  it('all hold, and keep apart though they have one name', () => {
    const own = { id: 'policy-rule-same', when: 'false' };
    const model = governed({ gate: { rules: [rule] } }, { gate: { rules: [rule, own] } });
    expect(rulesOf(model).map((one) => [one.check, one.source])).toEqual([
      ['policy-rule-same', source('gate.rules')],
      ['rule-same', 'gate.rules'],
      ['rule-policy-rule-same', 'gate.rules'],
    ]);
    const ruleAnswers = new Map([['rule-policy-rule-same', { kind: 'holds' } as const]]);
    const { checks } = judge(candidate({ config: model, ruleAnswers }));
    expect(checks.find(({ check }) => check === 'policy-rule-same')).toMatchObject({
      outcome: 'inconclusive',
      sentence: "The organisation's rule same was not evaluated: true",
      source: source('gate.rules'),
    });
  });
});

describe('gate.require_baseline and gate.when_inconclusive of both', () => {
  const strict = { require_baseline: true, when_inconclusive: 'fail' } as const;

  it('are the stricter of the two, and the verdict says whose they are', () => {
    const silent = governed({ gate: strict });
    expect(silent.gate).toMatchObject(strict);
    expect(silent.organisation?.notes).toEqual([
      `gate.require_baseline: true and gate.when_inconclusive: fail are set by the organisation's policy (${file}).`,
    ]);
    const loose = governed(
      { gate: strict },
      { gate: { require_baseline: false, when_inconclusive: 'warn' } },
    );
    expect(loose.gate).toMatchObject(strict);
    expect(loose.organisation?.notes).toHaveLength(2);
    const own = governed(
      { gate: { require_baseline: false, when_inconclusive: 'warn' } },
      { gate: strict },
    );
    expect(own.gate).toMatchObject(strict);
    expect(own.organisation?.notes).toEqual([]);
  });

  it('keep the check that looks at them from being turned off', () => {
    const model = governed(
      { gate: { require_baseline: true } },
      { gate: { checks: { 'metric-gate': 'off' } } },
    );
    const { checks, notes } = judge(candidate({ config: model, baselines: [] }));
    expect(checks.find(({ check }) => check === 'metric-gate')).toMatchObject({
      outcome: 'inconclusive',
      level: 'fail',
    });
    expect(notes.join(' ')).toContain('gate.checks.metric-gate: off is looser');
  });
});

describe('commands of both', () => {
  it('are for those whom both let', () => {
    const organisation = {
      file,
      policy: { version: 1, commands: { promote: { permission: 'maintain' } } },
    } as const;
    const commands = { promote: { users: ['reader'] } };
    const model = govern({ version: 1, models: { bikes: config }, commands }, organisation);
    expect(accessesOf('promote', model)).toEqual({
      own: { level: 'write', users: ['reader'], teams: [] },
      organisation: { level: 'maintain', users: [], teams: [] },
    });
    expect(accessesOf('retrain', model).organisation).toBeNull();
  });
});

describe('a repository without a policy', () => {
  it('is as its configuration says', () => {
    const plain = { version: 1, models: { bikes: config } } as const;
    expect(govern(plain, null)).toBe(plain);
  });
});
