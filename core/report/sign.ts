import type { Outcome } from '../judge/facts.ts';

/** The sign of an outcome, the same in comments, checks and summaries. */
export const signs = {
  pass: '\u2705',
  warn: '\u26a0\ufe0f',
  fail: '\u274c',
  inconclusive: '\u2753',
  waiting: '\u23f3',
} as const satisfies { readonly [Key in Outcome | 'waiting']: string };

/** An outcome in a table. */
export const outcomeWords = {
  pass: 'passes',
  warn: 'warning',
  fail: 'fails',
  inconclusive: 'not judged',
} as const satisfies { readonly [Key in Outcome]: string };
