import { isCommitOf, type ProposedCommit, requesterIn } from '../proposal/requester.ts';

const trailer = 'Drift-record: ';
const idPattern = /^sha256:[0-9a-f]{64}$/;

/** A commit's message that names the drift record it answers: unlike a description, nobody can edit it unseen. */
export function withDriftRecord(id: string | null, message: string): string {
  return id === null ? message : `${message}\n\n${trailer}${id}`;
}

/** The drift record that the message of one of our commits names; null where it names none. */
export function driftRecordIn(message: string): string | null {
  const paragraphs = message.trimEnd().split('\n\n').slice(1);
  const last = requesterIn(message) === null ? paragraphs.at(-1) : paragraphs.at(-2);
  if (last === undefined || !last.startsWith(trailer)) return null;
  const id = last.slice(trailer.length);
  return idPattern.test(id) ? id : null;
}

/** What is behind a retraining pull request that `us` has opened, by its own commits: what others commit says nothing. */
export function answeredIn(
  commits: readonly ProposedCommit[],
  us: string,
): { readonly drift: string | null; readonly requested: boolean } {
  const newest = commits.findLast((commit) => isCommitOf(commit, us));
  if (newest === undefined) return { drift: null, requested: false };
  const { message } = newest;
  return { drift: driftRecordIn(message), requested: requesterIn(message) !== null };
}
