import type { CheckResult, Comparison } from '../../schemas/types.ts';
import type { Baseline, CandidateFacts, MetricComparison } from '../judge/facts.ts';

/** What was worked out before the checks run. */
export interface CheckContext {
  /** What the candidate is compared with; null when there is none or none is comparable. */
  readonly baseline: Baseline | null;
  /** The comparison row by row with it; null where there is none. */
  readonly comparison: Comparison | null;
  /** What a comparison in the candidate's record says that the ledger contradicts; null when nothing. */
  readonly falseComparison: string | null;
  /** Why no baseline can be compared with, though there is one, as a sentence; null otherwise. */
  readonly notComparable: string | null;
  readonly comparisons: readonly MetricComparison[];
}

/** What a check found. Sentence and evidence are plain text, and may hold text of others. */
export type Finding = Omit<CheckResult, 'check'>;

/** One rule with an outcome. A plugin: one file, and one line in `index.ts`. */
export interface Check {
  readonly id: string;
  /** What holds when it passes, in a few words. */
  readonly title: string;
  /** What is wrong when it does not pass, in a few words for a headline. */
  readonly trouble: string;
  /** The same for a warning that is not a softened failure; null where there is none. */
  readonly caution: string | null;
  /** What to do when it does not pass, in one or two sentences. */
  readonly help: string;
  /** Whether `gate.checks` may turn a failure into a warning. */
  readonly softenable: boolean;
  readonly judge: (facts: CandidateFacts, context: CheckContext) => Finding;
}
