import type { CheckResult, Comparison, ModelConfig, Place } from '../../schemas/types.ts';
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
export interface Finding {
  readonly outcome: CheckResult['outcome'];
  readonly sentence: string;
  readonly evidence: readonly string[];
  /** Where in the repository's files it lies, paths from the repository's root; none for a finding without a place. */
  readonly places?: readonly Place[];
}

/** How much harm a model can do, as its configuration declares it; picks which checks apply. */
export type RiskTier = NonNullable<ModelConfig['risk']>;

/** What a failure does: it blocks, it warns, or the check does not apply. */
export type Level = 'fail' | 'warn' | 'off';

/** One rule with an outcome. A plugin: one file, and one line in `index.ts`; its clauses in `clauses.json`. */
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
  /** How it judges, for its page: a sentence for each outcome that it can have, null for one that it can't. */
  readonly outcomes: {
    readonly pass: string;
    readonly warn: string | null;
    readonly fail: string | null;
    readonly inconclusive: string | null;
  };
  /** What it looks at, in a few words each, such as `evaluation record: metrics`. */
  readonly inputs: readonly string[];
  /** What a failure does in each risk tier, unless the configuration says otherwise. */
  readonly levels: Readonly<Record<RiskTier, Level>>;
  /** Whether `gate.checks` may turn a failure into a warning, or the check off. */
  readonly softenable: boolean;
  /**
   * Whether the model's configuration asks for this check by a key of its own, such as bounds; then a failure blocks
   * whatever the tier says. Left out where there is no such key.
   */
  readonly isConfigured?: (config: ModelConfig) => boolean;
  /** Whether there is something to judge at all; left out where there always is. */
  readonly appliesTo?: (facts: CandidateFacts) => boolean;
  readonly judge: (facts: CandidateFacts, context: CheckContext) => Finding;
}
