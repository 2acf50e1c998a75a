import { compare } from '../../adapters/github/compare.ts';
import { runsOfGroup, type WorkflowRunFacts } from '../../adapters/github/workflow-runs.ts';
import { affectedModels } from '../../core/config/affected.ts';
import { noPromotions, obstaclesOf } from '../../core/promotion/gate/promotions.ts';
import { parseQueueBranch } from '../../core/merge-queue/branch.ts';
import { partRemoved } from '../../core/judge/removed.ts';
import {
  renderCheck,
  renderProgress,
  renderQueueWaiting,
  renderRemovedModels,
  renderWaiting,
} from '../../core/report/index.ts';
import type { JobContext } from '../context.ts';
import { findPromotions } from '../promotion/find.ts';
import { runsOf, workflowsWithRecords } from '../review/candidate.ts';
import { completed, inProgress } from '../review/check-state.ts';
import { readConfiguration } from '../review/configuration.ts';
import { type JudgedModel, judgePull, judgeRuns, type Matter } from '../review/judge-pull.ts';
import { type PullFacts, readPull } from '../review/pull.ts';
import { scopeOf } from '../review/scope.ts';
import { findVerdictWithoutModels } from '../review/settle-scope.ts';
import { setCheck, type Target } from '../review/target.ts';
import type { Task } from './job.ts';

/**
 * Judges the commit that a merge queue has made of a pull request: by its own records where a workflow ran for it, else
 * by those of the pull request, as long as what the models depend on has not changed on the base since.
 */
export async function reviewGroup(
  context: JobContext,
  { head, branch }: Extract<Task, { kind: 'review-group' }>,
): Promise<void> {
  const queue = parseQueueBranch(branch);
  if (queue === null || queue.base !== context.defaultBranch) return;
  const { repository } = context;
  const { baseSha } = queue;
  const target: Target = { pull: queue.pull, head, baseRef: queue.base };
  // What is before it in the queue is merged first, and its configuration with it.
  const scope = await scopeOf(context, baseSha, head, baseSha);
  const read = (): Promise<PullFacts> => readPull(repository, queue.pull);
  const settled = await findVerdictWithoutModels(context, scope, read, head);
  if (settled !== null) await setCheck(context, target, completed(settled));
  if (scope.kind !== 'models' || scope.models.length === 0) return;

  const pull = await read();
  const changed = scope.changesConfiguration ? await readConfiguration(context, head) : null;
  const matter: Matter = { ...scope, changed, now: context.now() };
  const judged = await judgedGroup(context, pull, matter, { head, baseSha });
  if (judged === null) {
    await setCheck(context, target, inProgress(renderQueueWaiting(scope.models)));
    return;
  }
  const promotions =
    (await findPromotions(context, scope, () => Promise.resolve(pull), head)) ?? noPromotions;
  await show(context, target, judged, obstaclesOf(promotions));
}

/** Null where no workflow trained for the group, and what its models depend on has changed since the pull request was judged. */
async function judgedGroup(
  context: JobContext,
  pull: PullFacts,
  matter: Matter,
  { head, baseSha }: { readonly head: string; readonly baseSha: string },
): Promise<readonly JudgedModel[] | null> {
  const { repository } = context;
  const runs = await trainingRuns(context, pull, await runsOfGroup(repository, head));
  if (runs.length > 0) return judgeRuns(context, pull, matter, { runs, head });
  const { mergeBase } = await compare(repository, baseSha, pull.head.sha);
  const since = await compare(repository, mergeBase, baseSha);
  const changed = since.complete ? affectedModels(matter.config, since.paths) : matter.models;
  if (changed.some((model) => matter.models.includes(model))) return null;
  return judgePull(context, pull, { ...matter, mergeBase });
}

/** Those runs of the group whose workflow trains: others, such as a linter's or our own, leave no records. */
async function trainingRuns(
  context: JobContext,
  pull: PullFacts,
  runs: readonly WorkflowRunFacts[],
): Promise<readonly WorkflowRunFacts[]> {
  if (runs.length === 0) return [];
  const all = [...runs, ...(await runsOf(context, pull))];
  const training = await workflowsWithRecords(context.repository, all);
  return runs.filter(({ workflowId }) => training.has(workflowId));
}

async function show(
  context: JobContext,
  target: Target,
  all: readonly JudgedModel[],
  problems: readonly string[],
): Promise<void> {
  const { judged, removed, obstacles } = partRemoved(all);
  if (judged.length === 0) {
    const check = renderRemovedModels(removed, [...problems, ...obstacles]);
    await setCheck(context, target, completed(check));
    return;
  }
  const waiting = judged.filter(({ facts }) => facts.workflow.kind === 'waiting');
  if (waiting.length === judged.length) {
    const names = waiting.map(({ facts }) => facts.model);
    await setCheck(context, target, inProgress(renderWaiting(names)));
    return;
  }
  const input = {
    repositoryUrl: context.repositoryUrl,
    head: target.head,
    models: judged,
    obstacles: [...problems, ...obstacles],
    notes: [],
    checkUrl: null,
  };
  const state =
    waiting.length > 0 ? inProgress(renderProgress(input)) : completed(renderCheck(input));
  await setCheck(context, target, state);
}
