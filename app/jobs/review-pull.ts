import { checkName, forgetCheck } from '../../adapters/github/checks.ts';
import { forgetPolicy } from '../../adapters/github/policy.ts';
import { forgetComment, keepComment } from '../../adapters/github/comments.ts';
import { partRemoved } from '../../core/judge/removed.ts';
import { againNotes, noPromotions, obstaclesOf } from '../../core/promotion/gate/promotions.ts';
import {
  commentMarker,
  renderCheck,
  renderComment,
  renderProgress,
  renderRemovedModels,
  renderWaiting,
} from '../../core/report/index.ts';
import { configPath, type JobContext } from '../context.ts';
import { findPromotions } from '../promotion/find.ts';
import { rewardRetraining, type Verdict, withholdMerge } from '../retraining/reward.ts';
import { completed, inProgress } from '../review/check-state.ts';
import { type Configuration, readConfiguration } from '../review/configuration.ts';
import { type JudgedModel, judgePull } from '../review/judge-pull.ts';
import { readPull, type PullFacts } from '../review/pull.ts';
import { rejudge } from '../review/rejudge.ts';
import { scopeOf } from '../review/scope.ts';
import { settleScope } from '../review/settle-scope.ts';
import { checkUrl, setCheck, settle, type Target } from '../review/target.ts';
import type { Task } from './job.ts';

/** Judges an open pull request by what the workflows at its head have left, and shows the verdict. */
export async function reviewPull(
  context: JobContext,
  { pull: number, anew, head: told }: Extract<Task, { kind: 'review-pull' }>,
): Promise<void> {
  const { repository } = context;
  if (anew) forgetPolicy(repository);
  if (anew) forgetComment(repository, number, commentMarker);
  const pull = await readPull(repository, number);
  if (!pull.open || (told !== null && told !== pull.head.sha)) return;
  if (anew) forgetCheck(repository, { name: checkName, headSha: pull.head.sha });
  await withholdMerge(context, pull);
  const verdict = await judgeAndShow(context, pull);
  await rewardRetraining(context, pull, verdict);
}

/** Null where the verdict is not there yet, or there is none. */
async function judgeAndShow(context: JobContext, pull: PullFacts): Promise<Verdict | null> {
  const { repository, us, repositoryUrl } = context;
  const { number } = pull;
  const { base, head } = pull;
  const read = (): Promise<PullFacts> => Promise.resolve(pull);
  const target: Target = { pull: number, head: head.sha, baseRef: base.ref };
  // The policy is the base branch's of now, not of when the pull request was opened.
  const found = await scopeOf(context, base.sha, head.sha, `refs/heads/${base.ref}`);
  const scope = await settleScope(context, target, found, read);
  if (scope === null) return null;

  const changed = scope.changesConfiguration ? await readConfiguration(context, head.sha) : null;
  const matter = { ...scope, changed, now: context.now() };
  const parted = partRemoved(await judgePull(context, pull, matter));
  const { judged, removed } = parted;
  if (judged.length === 0) {
    const promoted = (await findPromotions(context, scope, read, head.sha)) ?? noPromotions;
    const obstacles = [...obstaclesOf(promoted), ...parted.obstacles];
    await settle(context, target, renderRemovedModels(removed, obstacles));
    return null;
  }
  const waiting = judged.filter(({ facts }) => facts.workflow.kind === 'waiting');
  if (waiting.length === judged.length) {
    const names = waiting.map(({ facts }) => facts.model);
    await setCheck(context, target, inProgress(renderWaiting(names)));
    return null;
  }
  const promotions = (await findPromotions(context, scope, read, head.sha)) ?? noPromotions;
  const input = {
    repositoryUrl,
    head: head.sha,
    models: judged,
    obstacles: [...obstaclesOf(promotions), ...parted.obstacles],
    notes: [...againNotes(promotions), ...(await notesOf(pull, changed, removed, judged))],
    checkUrl: null,
    standing: judged.flatMap(({ standing }) => (standing === null ? [] : [standing])),
  };
  // A part of the models is shown, and never decides.
  const state =
    waiting.length > 0 ? inProgress(renderProgress(input)) : completed(renderCheck(input));
  await setCheck(context, target, state);
  // The check is known by now, so that its address costs no call.
  const body = renderComment({ ...input, checkUrl: await checkUrl(context, target) });
  await keepComment(repository, us, number, commentMarker, body);
  const { conclusion } = state;
  if (waiting.length > 0 || conclusion === null) return null;
  return { config: scope.config, models: judged, conclusion };
}

/** What is special about the pull request as a whole. */
async function notesOf(
  pull: PullFacts,
  changed: Configuration | null,
  removed: readonly string[],
  judged: readonly JudgedModel[],
): Promise<readonly string[]> {
  const fork = pull.fork
    ? ['The records come from a fork: they were made by code that nobody here has reviewed.']
    : [];
  if (changed === null) return fork;
  const gone = removed.map(
    (model) => `This pull request takes ${model} out of the configuration; it is not judged.`,
  );
  return [...fork, ...gone, ...(await rejudge(configPath, changed, judged))];
}
