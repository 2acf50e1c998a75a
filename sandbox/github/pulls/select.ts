import type { Pull, Repository } from '../state.ts';
import { isPull, type PullIssue } from './pull-issue.ts';

const monthMs = 30 * 24 * 3_600_000;

/** The pull requests that a query of `GET /repos/{owner}/{repo}/pulls` asks for, in its order. */
export function selectPulls(
  repository: Repository,
  query: URLSearchParams,
  now: Date,
): readonly PullIssue[] {
  const wanted = query.get('state') ?? 'open';
  const head = query.get('head');
  const base = query.get('base');
  const sort = query.get('sort') ?? 'created';
  const found = [...repository.issues.values()]
    .filter(isPull)
    .filter((issue) => wanted === 'all' || issue.state === wanted)
    .filter(({ pull }) => head === null || labelOf(pull) === head)
    .filter(({ pull }) => base === null || pull.base.ref === base)
    .filter((issue) => sort !== 'long-running' || isLongRunning(issue, now.getTime()));
  const key = keyOf(repository, sort);
  const rising = found
    .map((issue) => ({ issue, key: key(issue) }))
    .sort((one, other) => one.key - other.key || one.issue.number - other.issue.number)
    .map(({ issue }) => issue);
  const direction = query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc');
  return direction === 'asc' ? rising : rising.toReversed();
}

function keyOf(repository: Repository, sort: string): (issue: PullIssue) => number {
  if (sort === 'updated') return ({ updatedAt }) => Date.parse(updatedAt);
  if (sort !== 'popularity') return ({ createdAt }) => Date.parse(createdAt);
  const comments = Map.groupBy(repository.comments.values(), ({ issue }) => issue);
  return ({ number }) => comments.get(number)?.length ?? 0;
}

/** Open for more than a month, and touched within the last one. */
function isLongRunning({ state, createdAt, updatedAt }: PullIssue, now: number): boolean {
  const isOld = Date.parse(createdAt) < now - monthMs;
  return state === 'open' && isOld && Date.parse(updatedAt) >= now - monthMs;
}

function labelOf({ head }: Pull): string {
  return `${head.repository.split('/')[0]}:${head.ref}`;
}
