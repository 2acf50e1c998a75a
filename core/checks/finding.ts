import type { Finding } from './check.ts';

/** A pass, with the sentence that says what holds. */
export function pass(sentence: string, evidence: readonly string[] = []): Finding {
  return { outcome: 'pass', sentence, evidence: [...evidence] };
}

/** A finding that a person should see, and that blocks nothing. */
export function warn(sentence: string, evidence: readonly string[] = []): Finding {
  return { outcome: 'warn', sentence, evidence: [...evidence] };
}

/** The rule is broken. */
export function fail(sentence: string, evidence: readonly string[] = []): Finding {
  return { outcome: 'fail', sentence, evidence: [...evidence] };
}

/** The rule could not be judged; blocks like a failure. */
export function inconclusive(sentence: string, evidence: readonly string[] = []): Finding {
  return { outcome: 'inconclusive', sentence, evidence: [...evidence] };
}
