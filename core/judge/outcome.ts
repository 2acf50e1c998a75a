import type { Outcome } from './facts.ts';

/** The worst first. */
const severity: readonly Outcome[] = ['fail', 'inconclusive', 'warn', 'pass'];

/** The worst of several outcomes decides for all; a pass when there are none. */
export function worst(outcomes: readonly Outcome[]): Outcome {
  return severity.find((level) => outcomes.includes(level)) ?? 'pass';
}

/** Whether an outcome keeps a pull request from being merged. */
export function blocks(outcome: Outcome): outcome is 'fail' | 'inconclusive' {
  return outcome === 'fail' || outcome === 'inconclusive';
}
