import { keepCheck } from '../../adapters/github/checks.ts';
import { forgetComment } from '../../adapters/github/comments.ts';
import { commentMarker, renderWaiting } from '../../core/report/index.ts';
import { configPath, type JobContext } from '../context.ts';
import { applyJudgement, inProgress } from '../review/apply.ts';
import { readConfiguration } from '../review/configuration.ts';
import { type JudgedModel, judgePull } from '../review/judge-pull.ts';
import { readPull, type PullFacts } from '../review/pull.ts';
import { rejudge } from '../review/rejudge.ts';
import { type Scope, scopeOf } from '../review/scope.ts';
import { settleScope } from '../review/settle-scope.ts';
import type { Task } from './job.ts';

type ModelScope = Extract<Scope, { kind: 'models' }>;

/** Judges an open pull request by what the workflows at its head have left, and shows the verdict. */
export async function reviewPull(
  context: JobContext,
  { pull: number, anew }: Extract<Task, { kind: 'review-pull' }>,
): Promise<void> {
  const { repository, repositoryUrl } = context;
  if (anew) forgetComment(repository, number, commentMarker);
  const pull = await readPull(repository, number);
  if (!pull.open) return;
  // The policy is the base branch's of now, not of when the pull request was opened.
  const scope = await scopeOf(repository, pull.base.sha, pull.head.sha, pull.base.ref);
  if (await settleScope(context, scope, pull.head.sha)) return;
  if (scope.kind !== 'models') return;
  const { config, models, mergeBase } = scope;
  const judged = await judgePull(repository, pull, config, models, mergeBase);
  const waiting = judged.filter(({ facts }) => facts.workflow.kind === 'waiting');
  if (waiting.length > 0) {
    const names = waiting.map(({ facts }) => facts.model);
    await keepCheck(repository, pull.head.sha, inProgress(renderWaiting(names)));
    return;
  }
  await applyJudgement(context, pull, {
    repositoryUrl,
    head: pull.head.sha,
    models: judged,
    notes: await notesOf(context, pull, scope, judged),
  });
}

/** What is special about the pull request as a whole. */
async function notesOf(
  { repository }: JobContext,
  pull: PullFacts,
  { changesConfiguration }: ModelScope,
  judged: readonly JudgedModel[],
): Promise<readonly string[]> {
  const fork = pull.fork
    ? ['The records come from a fork: they were made by code that nobody here has reviewed.']
    : [];
  if (!changesConfiguration) return fork;
  const changed = await readConfiguration(repository, pull.head.sha);
  return [...fork, ...rejudge(configPath, changed, judged)];
}
