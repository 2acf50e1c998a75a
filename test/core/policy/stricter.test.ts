import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approval } from '../../../core/checks/approval.ts';
import { checks } from '../../../core/checks/index.ts';
import { approvalTerms } from '../../../core/policy/approvals.ts';
import { governModel } from '../../../core/policy/govern.ts';
import {
  floorOf,
  isHigher,
  isStricter,
  levelOf,
  ownLevel,
  tierOf,
} from '../../../core/policy/level.ts';
import { rulesOf } from '../../../core/policy/rules.ts';
import { mayWaive } from '../../../core/policy/waivers.ts';
import type { ModelConfig, Policy } from '../../../schemas/types.ts';
import { config } from '../judge/candidate.ts';
import { file } from './governed.ts';

const maybe = { requiredKeys: [] };
const tier = fc.constantFrom('minimal', 'limited', 'high' as const);
const people = fc.subarray(['mona', 'lisa', 'hubot']);
const teams = fc.subarray(['acme/leads', 'acme/risk']);
const ids = checks.filter(({ softenable }) => softenable).map(({ id }) => id);
const gate = fc.record(
  {
    checks: fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('fail', 'warn', 'off' as const)),
    approvals: fc.record(
      { required: fc.integer({ min: 1, max: 10 }), users: people, teams },
      maybe,
    ),
    waivers: fc.record({ users: people, teams, max_days: fc.integer({ min: 1, max: 365 }) }, maybe),
    rules: fc.array(fc.record({ id: fc.constantFrom('a', 'b'), when: fc.constant('true') }), {
      maxLength: 2,
    }),
    require_baseline: fc.boolean(),
    when_inconclusive: fc.constantFrom('warn', 'fail' as const),
  },
  maybe,
);
const models: fc.Arbitrary<ModelConfig> = fc
  .record({ risk: tier, gate }, maybe)
  .map((changes) => ({ ...config, ...changes }));
const policies: fc.Arbitrary<Policy> = fc
  .record({ min_risk: tier, gate }, maybe)
  .map((changes) => ({ version: 1, ...changes }));

/** What holds for whatever is combined: the model, the policy, and the model under it. */
function holds(
  rule: (own: ModelConfig, policy: Policy, both: ReturnType<typeof governModel>) => void,
) {
  fc.assert(
    fc.property(models, policies, (own, policy) => {
      rule(own, policy, governModel(own, { file, policy }));
    }),
  );
}

describe('a configuration under a policy is never looser than either', () => {
  it('in the levels of the checks', () => {
    holds((own, policy, both) => {
      for (const check of checks) {
        const { level } = levelOf(check, both);
        expect(isStricter(ownLevel(check, own).level, level)).toBe(false);
        expect(isStricter(floorOf(check, both)?.level ?? 'off', level)).toBe(false);
        const named = new Map(Object.entries(policy.gate?.checks ?? {})).get(check.id);
        if (named !== undefined) expect(isStricter(named, level)).toBe(false);
      }
    });
  });

  it('in the risk tier', () => {
    holds((own, policy, both) => {
      expect(isHigher(own.risk ?? 'minimal', tierOf(both))).toBe(false);
      expect(isHigher(policy.min_risk ?? 'minimal', tierOf(both))).toBe(false);
    });
  });

  it('in the approvals, where either asks for them', () => {
    holds((own, policy, both) => {
      const terms = approvalTerms(approval, both);
      const { approvals } = policy.gate ?? {};
      const isAsked = policy.gate?.checks?.['approval'] !== 'off' && approvals !== undefined;
      const wanted = [
        ...(ownLevel(approval, own).level === 'off' ? [] : [own.gate?.approvals ?? {}]),
        ...(isAsked ? [approvals] : []),
      ];
      for (const { required = 1, users = [], teams: named = [] } of wanted) {
        const isThere = terms.some(
          (term) =>
            term.required >= required &&
            term.users.join() === users.join() &&
            term.teams.join() === named.join(),
        );
        expect(isThere).toBe(true);
      }
    });
  });

  it('in who may waive, and for how long', () => {
    holds((own, policy, both) => {
      const theirs = policy.gate?.waivers;
      const isBound = theirs?.users !== undefined || theirs?.teams !== undefined;
      for (const login of ['mona', 'lisa', 'hubot']) {
        for (const member of [[], ['acme/leads'], ['acme/risk'], ['acme/leads', 'acme/risk']]) {
          if (!mayWaive(login, member, both)) continue;
          expect(mayWaive(login, member, own)).toBe(true);
          const isNamed =
            theirs?.users?.includes(login) === true ||
            theirs?.teams?.some((team) => member.includes(team)) === true;
          expect(isNamed || !isBound).toBe(true);
        }
      }
      const days = both.gate?.waivers?.max_days ?? 90;
      expect(days).toBeLessThanOrEqual(own.gate?.waivers?.max_days ?? 90);
      expect(days).toBeLessThanOrEqual(theirs?.max_days ?? 365);
    });
  });

  it('in its rules and in what is said of baselines and open comparisons', () => {
    holds((own, policy, both) => {
      const names = rulesOf(both).map(({ check }) => check);
      for (const { id } of own.gate?.rules ?? []) expect(names).toContain(`rule-${id}`);
      for (const { id } of policy.gate?.rules ?? []) expect(names).toContain(`policy-rule-${id}`);
      const either = [own.gate, policy.gate];
      expect(both.gate?.require_baseline ?? false).toBe(
        either.some((one) => one?.require_baseline === true),
      );
      expect(both.gate?.when_inconclusive ?? 'warn').toBe(
        either.some((one) => one?.when_inconclusive === 'fail') ? 'fail' : 'warn',
      );
    });
  });
});
