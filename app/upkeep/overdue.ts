import { checkName, findCheck } from '../../adapters/github/checks.ts';
import type { Identity } from '../../adapters/github/identity.ts';
import { recentPulls, type RecentPull } from '../../adapters/github/pulls.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { completedRuns, runsOfPull } from '../../adapters/github/workflow-runs.ts';
import { dueAgain } from '../../core/promotion/gate/judged-again.ts';
import { endedDay } from '../../core/waiver/ended.ts';
import { type Job, jobFor, type Place } from '../jobs/job.ts';
import type { UpkeepContext } from './context.ts';
import { overdueReports } from './overdue-reports.ts';

/** GitHub lists runs by their beginning. */
const longestRunMs = 24 * 60 * 60_000;

/** What it is decided with. */
interface OverdueContext extends Pick<UpkeepContext, 'now' | 'quietMs'> {
  readonly us: Identity;
}

/** The jobs for what has happened in a repository since a moment, and has left no trace. */
export async function overdueTasks(
  context: OverdueContext,
  repository: GitHubRepository,
  place: Place,
  since: Date,
): Promise<readonly Job[]> {
  const quiet = context.now() - context.quietMs;
  const { open, closed } = await recentPulls(repository, place.defaultBranch, since);
  const jobs: Job[] = [];
  for (const pull of open) {
    if (pull.updatedAt.getTime() > quiet) continue;
    const job = await overdueReview(context, repository, place, pull);
    if (job !== null) jobs.push(job);
  }
  const source = { id: 'upkeep', delivery: null };
  for (const { number, closedAt } of closed) {
    if (closedAt === null) continue;
    const task = { kind: 'record-closing', pull: number, closedAt } as const;
    jobs.push(jobFor(task, place, source, 'background'));
  }
  const started = new Date(since.getTime() - longestRunMs);
  const runs = await completedRuns(repository, place.defaultBranch, started);
  for (const { id, attempt } of runs) {
    const task = { kind: 'ingest-run', run: id, attempt } as const;
    jobs.push(jobFor(task, place, source, 'background'));
  }
  jobs.push(...(await overdueReports(repository, place, since, new Date(quiet))));
  return jobs;
}

/** A pull request is overdue when it has no check of ours, one that waits for runs that have ended, or one whose time has come. */
async function overdueReview(
  context: OverdueContext,
  repository: GitHubRepository,
  place: Place,
  pull: RecentPull,
): Promise<Job | null> {
  const check = await findCheck(repository, context.us, { name: checkName, headSha: pull.headSha });
  if (check?.state.status === 'completed') {
    return changedByClock(context, place, pull, check.state.text + check.state.summary);
  }
  const [newest] = (await runsOfPull(repository, pull)).filter(({ completed }) => completed);
  if (check !== null && newest === undefined) return null;
  const seen = newest === undefined ? 'no run' : `run ${newest.id} attempt ${newest.attempt}`;
  const task = {
    kind: 'review-pull',
    pull: pull.number,
    anew: false,
    head: pull.headSha,
  } as const;
  // Once for what there is: a verdict that does not come of it is not waited for.
  const id = `upkeep ${place.owner}/${place.repo} ${pull.headSha} ${seen}`;
  return jobFor(task, place, { id, delivery: null }, 'background');
}

/**
 * What passes by a waiver until a day is judged again, once, when that day is over; and what waits for a time, or passes
 * until one, when it has come. The check that was read anyway says which.
 */
function changedByClock(
  context: OverdueContext,
  place: Place,
  pull: RecentPull,
  text: string,
): Job | null {
  const now = new Date(context.now());
  const ended = endedDay(text, now);
  const due = dueAgain(text, now);
  if (ended === null && due === null) return null;
  // Both, since the text may keep the one when the other comes.
  const why = `waived until ${ended} judged again at ${due}`;
  const task = { kind: 'review-pull', pull: pull.number, anew: true, head: null } as const;
  const id = `upkeep ${place.owner}/${place.repo} ${pull.headSha} ${why}`;
  return jobFor(task, place, { id, delivery: null }, 'background');
}
