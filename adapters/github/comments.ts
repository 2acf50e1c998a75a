import type { Identity } from './identity.ts';
import { at, type GitHubRepository, onlyOnce, orNull } from './repository.ts';

/**
 * Makes our one comment with this marker say `body`. Ours is what begins with the marker and was written by us: further
 * on a comment may quote it. Of several the newest. Writes only on a difference.
 */
export async function keepComment(
  repository: GitHubRepository,
  us: Identity,
  number: number,
  marker: string,
  body: string,
): Promise<void> {
  const { comments } = repository.memory;
  const { issues } = repository.octokit.rest;
  const key = keyOf(number, marker);
  const known = comments.get(key) ?? (await findComment(repository, us, number, marker));
  if (known === null) {
    const { data } = await issues.createComment({
      ...at(repository),
      ...onlyOnce,
      issue_number: number,
      body,
    });
    comments.set(key, { id: data.id, body });
    return;
  }
  comments.set(key, known);
  if (known.body === body) return;
  const updated = await orNull(
    issues.updateComment({ ...at(repository), comment_id: known.id, body }),
  );
  comments.delete(key);
  if (updated !== null) comments.set(key, { id: known.id, body });
  // Somebody has deleted it meanwhile.
  else await keepComment(repository, us, number, marker, body);
}

/** Makes our comment with this marker say something else, where there is one; `reword` is given what it says. */
export async function rewordComment(
  repository: GitHubRepository,
  us: Identity,
  number: number,
  marker: string,
  reword: (said: string) => string,
): Promise<void> {
  const { comments } = repository.memory;
  const key = keyOf(number, marker);
  const known = comments.get(key) ?? (await findComment(repository, us, number, marker));
  if (known === null) return;
  comments.set(key, known);
  await keepComment(repository, us, number, marker, reword(known.body));
}

/** Forgets what our comment said: people who may edit comments may have changed or deleted it. */
export function forgetComment({ memory }: GitHubRepository, number: number, marker: string): void {
  memory.comments.delete(keyOf(number, marker));
}

function keyOf(number: number, marker: string): string {
  return `${number} ${marker}`;
}

async function findComment(
  repository: GitHubRepository,
  us: Identity,
  number: number,
  marker: string,
): Promise<{ readonly id: number; readonly body: string } | null> {
  const { octokit } = repository;
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...at(repository),
    issue_number: number,
    per_page: 100,
  });
  const ours = comments.filter(
    ({ user, body }) => user?.login === us.login && body?.startsWith(marker) === true,
  );
  const newest = ours.at(-1);
  return newest === undefined ? null : { id: newest.id, body: newest.body ?? '' };
}

/** Reacts to a comment; a second time changes nothing. */
export async function react(
  repository: GitHubRepository,
  commentId: number,
  content: 'eyes' | 'rocket' | 'confused',
): Promise<void> {
  // The comment may be gone by now.
  await orNull(
    repository.octokit.rest.reactions.createForIssueComment({
      ...at(repository),
      comment_id: commentId,
      content,
    }),
  );
}
