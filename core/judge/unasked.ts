import { approval } from '../checks/approval.ts';
import { rollbackTarget } from '../checks/rollback-target.ts';
import { signature } from '../checks/signature.ts';
import { levelOf } from '../policy/level.ts';
import type { CandidateFacts } from './facts.ts';

/**
 * The facts without the checks for which nobody was asked, since the base branch's configuration has them off: reviews,
 * signatures and the deployed version.
 */
export function withoutUnasked(facts: CandidateFacts): {
  readonly facts: CandidateFacts;
  readonly unasked: readonly string[];
} {
  const { config, reviews, signatures, deployed } = facts;
  const asked = [
    { check: approval, fact: reviews },
    { check: signature, fact: signatures },
    { check: rollbackTarget, fact: deployed },
  ];
  const unasked = asked
    .filter(({ check, fact }) => fact === null && levelOf(check, config).level !== 'off')
    .map(({ check }) => check.id);
  const off = Object.fromEntries(unasked.map((id) => [id, 'off' as const]));
  const gate = { ...config.gate, checks: { ...config.gate?.checks, ...off } };
  return { facts: { ...facts, config: { ...config, gate } }, unasked };
}
