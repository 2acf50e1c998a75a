import type { RuleConfig } from '../../schemas/types.ts';
import { type GovernedModel, policySource } from './organisation.ts';

/** What a rule is called in a verdict, so that it can't be taken for a check of Assay's own, or for one of the policy. */
const prefixes = { own: 'rule-', organisation: 'policy-rule-' } as const;

/** A rule that a model must hold. */
export interface AppliedRule {
  /** How the verdict calls it: `rule-<id>`, or `policy-rule-<id>` where it is the organisation's. */
  readonly check: string;
  readonly rule: RuleConfig;
  /** What says so, in a few words. */
  readonly source: string;
}

/** The rules of the organisation's policy and of the model's configuration. Those of the policy come first, and are evaluated first. */
export function rulesOf({ gate, organisation }: GovernedModel): readonly AppliedRule[] {
  const own = (gate?.rules ?? []).map((rule) => ({
    check: `${prefixes.own}${rule.id}`,
    rule,
    source: 'gate.rules',
  }));
  if (organisation === undefined) return own;
  const theirs = (organisation.policy.gate?.rules ?? []).map((rule) => ({
    check: `${prefixes.organisation}${rule.id}`,
    rule,
    source: policySource(organisation, 'gate.rules'),
  }));
  return [...theirs, ...own];
}

/** Whether a result of a verdict, by this name, is a rule's; else it is a check's. */
export function isRule(check: string): boolean {
  return ruleId(check) !== null;
}

/** Whether a rule, by the name that the verdict has for it, is the organisation's. */
export function isOfPolicy(check: string): boolean {
  return check.startsWith(prefixes.organisation);
}

/** The rule's id where a result of a verdict is a rule's; null where it is a check's. */
export function ruleId(check: string): string | null {
  const prefix = Object.values(prefixes).find((one) => check.startsWith(one));
  return prefix === undefined ? null : check.slice(prefix.length);
}
