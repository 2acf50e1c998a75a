import { branchStoodAt, permissionOf } from '../../adapters/github/people.ts';
import { isTeamMember } from '../../adapters/github/teams.ts';
import {
  type CommandAccess,
  type CommandAccesses,
  isNamed,
  reaches,
} from '../../core/command/access.ts';
import { type CommandName, specOf } from '../../core/command/grammar.ts';
import {
  headMoved,
  renderForkHead,
  renderNotAllowed,
  renderRefusal,
} from '../../core/report/answers.ts';
import { RefusedError } from '../../core/errors.ts';
import type { JobContext } from '../context.ts';
import type { CommandComment } from '../jobs/job.ts';
import { type PullFacts, readPull } from '../review/pull.ts';

/**
 * Why a command is not obeyed: its author may not use it now, or it holds for a head that isn't the one they saw. Null
 * when nothing speaks against it. Throws a RefusedError where a team that counts can't be asked for.
 */
export async function obstacleTo(
  context: JobContext,
  comment: CommandComment,
  name: CommandName,
  { own, organisation }: CommandAccesses,
): Promise<string | null> {
  if (!(await mayUse(context, comment.author, own))) {
    return renderNotAllowed(comment.author, name, own, 'repository');
  }
  if (organisation !== null && !(await mayUse(context, comment.author, organisation))) {
    return renderNotAllowed(comment.author, name, organisation, 'organisation');
  }
  return specOf(name).bound ? headObstacle(context, comment) : null;
}

/** Whether somebody may use a command. Teams are asked for last: most people need no more than their permission. */
async function mayUse(
  { repository }: JobContext,
  author: string,
  { level, users, teams }: CommandAccess,
): Promise<boolean> {
  // The command itself looks whom the policy names.
  if (level === 'everybody' || level === 'policy' || isNamed(author, users)) return true;
  if (reaches(await permissionOf(repository, author), level)) return true;
  for (const team of teams) {
    if (await isTeamMember(repository, team, author)) return true;
  }
  return false;
}

async function headObstacle(
  { repository }: JobContext,
  comment: CommandComment,
): Promise<string | null> {
  if (!comment.isPull) return null;
  const pull = await readPull(repository, comment.issue);
  if (!pull.open) return null;
  if (pull.fork) return renderForkHead();
  const stood = await branchStoodAt(repository, pull.head, comment.createdAt);
  return stood ? null : renderRefusal(headMoved);
}

/**
 * For what is bound to a head that was read a while ago: asks once more, just before it is written down. Throws a
 * RefusedError unless that head is the one that the comment's author saw, and still the branch's.
 */
export async function requireSameHead(
  { repository }: JobContext,
  comment: CommandComment,
  { head }: Pick<PullFacts, 'head'>,
): Promise<void> {
  if (await branchStoodAt(repository, head, comment.createdAt)) return;
  throw new RefusedError('head-moved', headMoved);
}
