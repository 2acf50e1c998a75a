import type { RuleValues } from '../../core/rules/type.ts';

/** What the thread that evaluates rules is told. It answers `ready` to values, and a `RuleAnswer` to a rule. */
export type Question =
  | { readonly kind: 'values'; readonly variables: RuleValues }
  | { readonly kind: 'rule'; readonly when: string };
