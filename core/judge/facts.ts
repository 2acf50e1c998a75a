import type {
  CheckResult,
  Comparison,
  EvaluationRecord,
  HistoryPoint,
  Interval,
  RunRecord,
  SliceName,
  WaiverRecord,
} from '../../schemas/types.ts';
import type { RiskTier } from '../checks/check.ts';
import type { GovernedModel } from '../policy/organisation.ts';
import type { RuleAnswers } from '../rules/answer.ts';
import type { SignatureFacts } from '../signature/attestation.ts';
import type { Assessment } from '../statistics/decide.ts';
import type { OnDriftFacts } from './on-drift.ts';
import type { StoredBytes } from '../version/stored-bytes.ts';

export type { Assessment };

/** What a candidate is compared with. */
export interface Baseline {
  readonly kind: 'merge-base' | 'ancestor' | 'champion';
  /** The commit whose evaluation this is. */
  readonly commit: string;
  /** How many commits it lies behind the merge base; 0 for the merge base itself and for the champion. */
  readonly commitsBehind: number;
  readonly evaluation: EvaluationRecord;
  readonly run: RunRecord | null;
  /** The registered version, where the baseline is one. */
  readonly version: string | null;
}

/** How far the workflow that makes the records has come, as GitHub states it. */
export type WorkflowState =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'completed';
      readonly conclusion: string;
      readonly url: string;
      readonly runId: number;
      readonly attempt: number;
    };

/** The workflow run as GitHub states it; what a record claims is compared with it. */
export interface Source {
  /** `owner/name` of the repository whose workflow ran; for a fork's pull request, the base repository. */
  readonly repository: string;
  /** The head commit that the workflow ran for. */
  readonly commit: string;
  readonly runId: number;
  readonly attempt: number;
  readonly event: string;
  /** The path of the workflow file; null where nobody asked. */
  readonly workflow: string | null;
}

/** Everything that the verdict on one model of a pull request depends on. */
export interface CandidateFacts {
  readonly model: string;
  /** From the base branch, with the organisation's policy that it stands under. */
  readonly config: GovernedModel;
  readonly pullRequest: {
    /** Null for a run on the default branch. */
    readonly number: number | null;
    readonly base: string;
    readonly head: string;
    /** The head lies in a fork: its records are untrusted. */
    readonly fork: boolean;
    /** Who opened it, by login; null for a run on the default branch. */
    readonly author: string | null;
  };
  readonly workflow: WorkflowState;
  /** Null when GitHub does not (yet) name the workflow run that the records came from. */
  readonly source: Source | null;
  readonly run: RunRecord | null;
  readonly evaluation: EvaluationRecord | null;
  /** The champion, evaluated again on the candidate's evaluation set. */
  readonly champion: EvaluationRecord | null;
  /** Sentences that say why an artifact or a record was refused; they name the artifact or the record. */
  readonly refusals: readonly string[];
  /** Candidates for the baseline, best first: merge base or ancestor, then champion. */
  readonly baselines: readonly Baseline[];
  /** Earlier evaluations on the default branch, oldest first. */
  readonly history: readonly HistoryPoint[];
  /** How often the candidate's evaluation set was judged on before. */
  readonly use: SetUse;
  /** The waivers that hold now, by check. */
  readonly waivers: ReadonlyMap<string, WaiverRecord>;
  /** Who reviewed it; null where nobody was asked, since no check needs it. */
  readonly reviews: ReviewFacts | null;
  readonly changes: GateChanges;
  /** What production asks for; null where nobody looked, since no check needs it. */
  readonly deployed: Deployed | null;
  /** The attestations of the evaluated model; null where nobody looked, since no check needs them. */
  readonly signatures: SignatureFacts | null;
  /** How candidate and champion do on the drifted window; null where the evaluation says nothing of it. */
  readonly onDrift: OnDriftFacts | null;
  /** What the rules say of all this, by the names that the verdict has for them; one without an answer was not evaluated. */
  readonly ruleAnswers: RuleAnswers;
}

/** What a pull request changes of what makes and judges its records. */
export interface GateChanges {
  /** Workflows, local actions and the configuration of Assay, as far as GitHub lists them. */
  readonly gatePaths: readonly string[];
  /** False where GitHub lists only a part of the changed files. */
  readonly complete: boolean;
  /**
   * The risk tier of the model by the changed configuration; null where that is not changed, `none` where it has no such
   * model any more, `unknown` where it has mistakes.
   */
  readonly riskAfter: RiskTier | 'none' | 'unknown' | null;
}

/** The version that production asks for. */
export type Deployed =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'version';
      readonly tag: string;
      readonly digest: string;
      readonly bytes: StoredBytes;
    }
  /** The ledger has no record of it. */
  | { readonly kind: 'unknown'; readonly version: string };

/** The reviews of a pull request. */
export interface ReviewFacts {
  /** Oldest first. */
  readonly reviews: readonly Review[];
  /** Who pushed the head commit, by login; null where GitHub doesn't tell. */
  readonly lastPusher: string | null;
  /** Why something of it could not be read, as sentences. */
  readonly unread: readonly string[];
}

/** One review, as GitHub states it. */
export interface Review {
  readonly reviewer: string;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  /** The head commit that was reviewed. */
  readonly commit: string;
  /** Which of the teams that the policy names the reviewer is an active member of. */
  readonly teams: readonly string[];
  /** Whether the reviewer may push to the repository; null where nobody asked. */
  readonly mayPush: boolean | null;
}

/** How often pull requests were judged on one evaluation set, by the ledger. */
export interface SetUse {
  /** Pull requests before this one. */
  readonly judgedBefore: number;
  /** When the first verdict on these rows was recorded; null when there is none yet. */
  readonly since: string | null;
}

export type Outcome = CheckResult['outcome'];

/** Where the error of a difference is taken from: the rows, drawn anew or in closed form, or the training's seeds. */
export type IntervalMethod = 'bootstrap' | 'delong' | 'mcnemar' | 'seeds';

/** One metric of the candidate beside the baseline's. */
export interface MetricComparison {
  readonly metric: string;
  /** Which way is better; null for a metric that this version of Assay does not know. */
  readonly direction: 'higher' | 'lower' | null;
  readonly baseline: number | null;
  readonly candidate: number | null;
  /** Candidate minus baseline; null when either is missing or the evaluation sets differ. */
  readonly difference: number | null;
  /** 95% of the difference; null where the rows could not be compared one by one. */
  readonly interval: Interval | null;
  /** 95% of the candidate's own value. */
  readonly candidateInterval: Interval | null;
  /** How the interval of the difference came about. */
  readonly method: IntervalMethod | null;
  /** What the rows say of the difference; null without an interval: two numbers were compared. */
  readonly assessment: Assessment | null;
  /** For an inconclusive assessment: how many rows like these would decide it; null where that is not known. */
  readonly rowsNeeded: number | null;
  /** Whether it is beyond the gate's absolute limit, whatever the baseline. */
  readonly beyondLimit: boolean;
  /** Why the candidate has no value; null when it has one. */
  readonly reason: string | null;
  readonly rows: number;
  /** Better, worse or equal by the metric's direction; `regression` when it is worse than the gate allows. */
  readonly change: 'better' | 'equal' | 'worse' | 'regression' | 'unknown';
  /** The gate's bounds in words, such as `at most 2% worse`; null when ungated. */
  readonly gate: string | null;
  /** What the gate says of this metric; null when ungated. */
  readonly outcome: Outcome | null;
  /** Why, as one sentence; null when ungated. */
  readonly sentence: string | null;
}

/** The judgement of one model: a verdict before it is sealed. */
export interface Judgement {
  readonly model: string;
  readonly outcome: Outcome;
  readonly checks: readonly CheckResult[];
  readonly comparisons: readonly MetricComparison[];
  /** The baseline that was compared with; null when there is none or none is comparable. */
  readonly baseline: Baseline | null;
  /** Why there is no comparison, or what is special about it; sentences. */
  readonly notes: readonly string[];
  /** The comparison row by row that the differences are from; null where there is none. */
  readonly comparison: Comparison | null;
  /** Slices that got worse though the whole may not have, found by a search that corrects for its size. */
  readonly regressedSlices: readonly RegressedSlice[];
  /** How far the evaluation set is used up by being judged on again and again. */
  readonly wear: Wear | null;
}

/** A slice on which a metric got worse. */
export interface RegressedSlice {
  readonly slice: SliceName;
  readonly metric: string;
  readonly rows: number;
  readonly baseline: number;
  readonly candidate: number;
  /** Candidate minus baseline. */
  readonly difference: number;
  readonly interval: Interval;
  /** After Benjamini-Hochberg over all slices and metrics that were searched. */
  readonly adjustedPValue: number;
}

/** How worn an evaluation set is. */
export interface Wear {
  /** How many pull requests were judged on it, this one among them. */
  readonly judged: number;
  readonly worn: boolean;
  /** What that means, for a person. */
  readonly sentence: string;
}
