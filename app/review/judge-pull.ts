import { listLedger } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import type { CandidateFacts, Judgement } from '../../core/judge/facts.ts';
import { setUse } from '../../adapters/github/set-use.ts';
import { historyBefore } from '../../core/baseline/history.ts';
import { judge } from '../../core/judge/judge.ts';
import { gatherBaselines } from '../../adapters/github/baselines.ts';
import { gatherWaivers } from '../../adapters/github/waivers.ts';
import { gatherCandidates } from './candidate.ts';
import { changesOf } from './changes.ts';
import type { Configuration } from './configuration.ts';
import { deployedOf } from './deployed.ts';
import type { PullFacts } from './pull.ts';
import { reviewsOf } from './reviews.ts';
import type { ModelScope } from './settle-scope.ts';

/** One model of a pull request with its judgement. */
export interface JudgedModel {
  readonly facts: CandidateFacts;
  readonly judgement: Judgement;
}

/** What of a pull request is judged, by which configuration, and when. */
export interface Matter extends Pick<
  ModelScope,
  'config' | 'models' | 'mergeBase' | 'paths' | 'complete'
> {
  /** The configuration that the pull request brings; null where it changes none. */
  readonly changed: Configuration | null;
  /** The time that waivers must hold at. */
  readonly now: Date;
}

/** Gathers what the workflows and the ledger hold, and judges each model. */
export async function judgePull(
  repository: GitHubRepository,
  pull: PullFacts,
  matter: Matter,
): Promise<readonly JudgedModel[]> {
  const { config, models, mergeBase, changed, now } = matter;
  const candidates = await gatherCandidates(repository, models, pull);
  const waiting = [...candidates.values()].every(({ workflow }) => workflow.kind === 'waiting');
  const ledger = waiting ? [] : await listLedger(repository);
  const concerned = models.map((model) => ({
    config: config.models[model],
    changes: changesOf(matter, changed, model),
  }));
  const reviews = waiting ? null : await reviewsOf(repository, pull, concerned);
  const judged = models.map(async (model): Promise<JudgedModel | null> => {
    const candidate = candidates.get(model);
    const modelConfig = config.models[model];
    if (candidate === undefined || modelConfig === undefined) return null;
    const { baselines, refusals } = await gatherBaselines(repository, ledger, model, mergeBase);
    const { evaluation } = candidate;
    const digest = evaluation?.evaluationSet?.digest ?? '';
    const facts: CandidateFacts = {
      model,
      config: modelConfig,
      pullRequest: {
        number: pull.number,
        base: pull.base.sha,
        head: pull.head.sha,
        fork: pull.fork,
        author: pull.author,
      },
      ...candidate,
      refusals: [...candidate.refusals, ...refusals],
      baselines,
      history:
        evaluation === null ? [] : historyBefore(evaluation, baselines[0]?.evaluation ?? null),
      use: await setUse(repository, ledger, model, { digest, head: pull.head.sha }),
      waivers: await gatherWaivers(repository, ledger, model, {
        head: pull.head.sha,
        author: pull.author,
        now,
      }),
      reviews,
      changes: changesOf(matter, changed, model),
      deployed: waiting ? null : await deployedOf(repository, ledger, model, modelConfig),
    };
    return { facts, judgement: judge(facts) };
  });
  return (await Promise.all(judged)).filter((model) => model !== null);
}
