import { checkName, type CheckState, knownConclusion } from '../../adapters/github/checks.ts';
import { rewordComment } from '../../adapters/github/comments.ts';
import {
  commentMarker,
  givenUpTitle,
  renderWaiting,
  renderWaitingComment,
} from '../../core/report/index.ts';
import { changedEnvironments } from '../../core/promotion/choose.ts';
import type { JobContext } from '../context.ts';
import { rewardRetraining, withholdMerge } from '../retraining/reward.ts';
import { inProgress } from '../review/check-state.ts';
import { type PullFacts, readPull } from '../review/pull.ts';
import { type Scope, scopeOf } from '../review/scope.ts';
import { settleScope } from '../review/settle-scope.ts';
import { setCheck, type Target } from '../review/target.ts';
import type { Task } from './job.ts';

type Greeting = Extract<Task, { kind: 'greet-pull' }>;

/** A new head: check and comment say what is awaited, or at once that there is nothing to wait for. */
export async function greetPull(context: JobContext, task: Greeting): Promise<void> {
  const { pull, base, baseRef, head, updatedAt } = task;
  // News of the records came first.
  if (conclusionOf(context, task) !== null) return judgeWhatWasGivenUp(context, task);
  if (await isLate(context, pull, head, updatedAt)) return;
  const target: Target = { pull, head, baseRef };
  if (task.retraining === true) {
    await withholdMerge(context, await readPull(context.repository, pull));
  }
  const found = await scopeOf(context, base, head, base);
  const facts = promotes(found) ? await readPull(context.repository, pull) : null;
  // What was promoted is on record by now, and what was judged before stays.
  if (facts?.open === false) return;
  const read = async (): Promise<PullFacts> => facts ?? readPull(context.repository, pull);
  const scope = await settleScope(context, target, found, read);
  if (scope === null) return unreward(context, task);
  // The records may have been judged before this event was read.
  const options = { keepConclusion: true };
  const check = await setCheck(context, target, inProgress(renderWaiting(scope.models)), options);
  if (check === 'kept') return judgeWhatWasGivenUp(context, task);
  await unreward(context, task);
  const { repository, us, repositoryUrl } = context;
  const text = { repositoryUrl, head, models: scope.models };
  // What our comment says of this very head is newer, too.
  await rewordComment(repository, us, pull, commentMarker, (said) =>
    said.includes(head) ? said : renderWaitingComment(text, said),
  );
}

/** What was said of the last head of a retraining does not hold for this one. */
async function unreward(context: JobContext, { retraining, pull }: Greeting): Promise<void> {
  if (retraining === undefined) return;
  await rewardRetraining(context, await readPull(context.repository, pull), null);
}

/** Whether it changes desired states and no model. */
function promotes(scope: Scope): boolean {
  if (scope.kind !== 'models' || scope.models.length > 0) return false;
  return changedEnvironments(scope.config, scope.paths).length > 0;
}

function conclusionOf({ repository }: JobContext, { head }: Greeting): CheckState | null {
  return knownConclusion(repository, { name: checkName, headSha: head });
}

/**
 * A conclusion is kept, but not that a job was given up: this one was put back, or its delivery sent again, so that the
 * commit is judged after all.
 */
async function judgeWhatWasGivenUp(context: JobContext, task: Greeting): Promise<void> {
  if (conclusionOf(context, task)?.title !== givenUpTitle) return;
  const { pull, head } = task;
  const review = { kind: 'review-pull', pull, anew: true, head } as const;
  await context.enqueue(`${context.job} again ${context.now().getTime()}`, review);
}

/**
 * Whether the pull request has moved on to another head before the delivery was read: what is shown then is newer. What
 * was read last is remembered, so that a push in time costs no call for this.
 */
async function isLate(
  { repository }: JobContext,
  pull: number,
  head: string,
  updatedAt: string,
): Promise<boolean> {
  const seen = repository.memory.heads.get(String(pull));
  if (seen !== undefined && (seen.sha === head || seen.updatedAt < updatedAt)) return false;
  return (await readPull(repository, pull)).head.sha !== head;
}
