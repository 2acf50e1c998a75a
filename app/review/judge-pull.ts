import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import type { ModelStatus } from '../../core/report/status-matrix.ts';
import type { CandidateFacts, Judgement, ReviewFacts } from '../../core/judge/facts.ts';
import { setUse } from '../../adapters/github/set-use.ts';
import { answerRules } from '../../adapters/rules/answer-rules.ts';
import { historyBefore } from '../../core/baseline/history.ts';
import { judge } from '../../core/judge/judge.ts';
import { isRemoved } from '../../core/judge/removed.ts';
import { gatherBaselines } from '../../adapters/github/baselines.ts';
import { gatherWaivers } from '../../adapters/github/waivers.ts';
import type { WorkflowRunFacts } from '../../adapters/github/workflow-runs.ts';
import type { JobContext } from '../context.ts';
import { onDriftOf } from './on-drift.ts';
import { gatherCandidates, runsOf } from './candidate.ts';
import { changesOf } from './changes.ts';
import type { Configuration } from './configuration.ts';
import { readStatus } from '../promotion/status.ts';
import { deployedOf } from './deployed.ts';
import type { PullFacts } from './pull.ts';
import { responsibleFor } from './responsible.ts';
import { reviewsOf } from './reviews.ts';
import { signaturesOf } from './signatures.ts';
import type { ModelScope } from './settle-scope.ts';

/** One model of a pull request with its judgement. */
export interface JudgedModel {
  readonly facts: CandidateFacts;
  readonly judgement: Judgement;
  /** Where the model stands in its environments; null where it has none, or nobody looked. */
  readonly standing: ModelStatus | null;
}

/** What of a pull request is judged, by which configuration, and when. */
export interface Matter extends Pick<
  ModelScope,
  'config' | 'policyRef' | 'models' | 'mergeBase' | 'paths' | 'complete'
> {
  /** The configuration that the pull request brings; null where it changes none. */
  readonly changed: Configuration | null;
  /** The time that waivers must hold at. */
  readonly now: Date;
}

/** What judging asks: GitHub, and the stores that hold what is in production. */
type JudgingContext = Pick<JobContext, 'repository' | 'proposer' | 'stores'>;

/** What was trained and evaluated, and at which commit. */
export interface Evaluated {
  readonly runs: readonly WorkflowRunFacts[];
  readonly head: string;
}

/** Gathers what the workflows of a pull request and the ledger hold, and judges each model. */
export async function judgePull(
  context: JudgingContext,
  pull: PullFacts,
  matter: Matter,
): Promise<readonly JudgedModel[]> {
  const runs = await runsOf(context, pull);
  return judgeRuns(context, pull, matter, { runs, head: pull.head.sha });
}

/**
 * Judges what was evaluated of a pull request, at its head or at a commit that a merge queue has made of it: who
 * approved or waived the head did so for that commit too.
 */
export async function judgeRuns(
  context: JudgingContext,
  pull: PullFacts,
  matter: Matter,
  { runs, head }: Evaluated,
): Promise<readonly JudgedModel[]> {
  const { repository } = context;
  const { config, policyRef, models, mergeBase, changed, now } = matter;
  const author = await responsibleFor(context, pull);
  const candidates = await gatherCandidates(repository, models, runs);
  const concerned = models.map((model) => ({
    config: config.models[model],
    changes: changesOf(matter, changed, model),
  }));
  const waiting =
    !concerned.some(isRemoved) &&
    [...candidates.values()].every(({ workflow }) => workflow.kind === 'waiting');
  const ledger = waiting ? [] : await listLedger(repository);
  const reviews = waiting
    ? null
    : carriedTo(head, pull, await reviewsOf(repository, pull, concerned));
  const gathered = models.map(async (model): Promise<CandidateFacts | null> => {
    const candidate = candidates.get(model);
    const modelConfig = config.models[model];
    if (candidate === undefined || modelConfig === undefined) return null;
    const { baselines, refusals } = await gatherBaselines(repository, ledger, model, mergeBase);
    const { evaluation } = candidate;
    const digest = evaluation?.evaluationSet?.digest ?? '';
    return {
      model,
      config: modelConfig,
      pullRequest: {
        number: pull.number,
        base: pull.base.sha,
        head,
        fork: pull.fork,
        author,
      },
      ...candidate,
      refusals: [...candidate.refusals, ...refusals],
      baselines,
      history:
        evaluation === null ? [] : historyBefore(evaluation, baselines[0]?.evaluation ?? null),
      use: await setUse(repository, ledger, model, { digest, head }),
      waivers: await gatherWaivers(repository, ledger, model, {
        head: pull.head.sha,
        author,
        now,
        recordedUntil: closedAt(pull),
      }),
      reviews,
      changes: changesOf(matter, changed, model),
      deployed: waiting ? null : await deployedOf(context, ledger, model, modelConfig),
      signatures: await signaturesOf(repository, {
        config: modelConfig,
        evaluation,
        head,
        policyRef,
      }),
      onDrift: await onDriftOf(repository, ledger, evaluation, baselines),
      ruleAnswers: new Map(),
    };
  });
  const known = (await Promise.all(gathered)).filter((facts) => facts !== null);
  const judged = await judgeAll(known);
  return Promise.all(
    judged.map(async (one) => ({
      ...one,
      standing: waiting ? null : await standingOf(repository, ledger, one.facts),
    })),
  );
}

async function standingOf(
  repository: GitHubRepository,
  ledger: readonly StoredEntry[],
  { model, config }: CandidateFacts,
): Promise<ModelStatus | null> {
  if (config.environments === undefined) return null;
  const [status = null] = await readStatus(repository, ledger, [[model, config]]);
  return status;
}

/** Asks the rules of each model, and judges it. */
export async function judgeAll(known: readonly CandidateFacts[]): Promise<readonly JudgedModel[]> {
  return (await answerRules(known)).map((facts) => ({
    facts,
    judgement: judge(facts),
    standing: null,
  }));
}

/** Reviews of the pull request's head, as those of the commit that was made of it. */
function carriedTo(head: string, pull: PullFacts, facts: ReviewFacts | null): ReviewFacts | null {
  if (facts === null || head === pull.head.sha) return facts;
  const reviews = facts.reviews.map((review) =>
    review.commit === pull.head.sha ? { ...review, commit: head } : review,
  );
  return { ...facts, reviews };
}

/** What was said after a pull request was closed did not count for it. */
function closedAt({ closedAt: at }: PullFacts): Date | null {
  return at === null ? null : new Date(at);
}
