import { requiredChecksMissing } from '../required-checks.ts';
import { HttpError, type Request, text } from '../route.ts';
import { timestamp } from '../state.ts';
import { type PullIssue } from './pull-issue.ts';
import { mergeability, mergeCommit, mergeMessage } from './merge-commit.ts';
import { putOnBase } from './put-on-base.ts';

/** What a merge is made with. */
export type MergeRequest = Pick<
  Request,
  'hub' | 'state' | 'repository' | 'actor' | 'account' | 'body'
>;

/** Merges a pull request as the button does. Throws 405 where it may not be merged, 409 where its head is another. */
export async function mergePull(
  request: MergeRequest,
  issue: PullIssue,
): Promise<{ readonly sha: string; readonly merged: true; readonly message: string }> {
  const { repository } = request;
  const sha = await repository.git.exclusively(async () => {
    const tree = await mergeableTree(request, issue);
    return apply(request, issue, tree);
  });
  return { sha, merged: true, message: 'Pull Request successfully merged' };
}

async function mergeableTree(
  { repository, body }: MergeRequest,
  issue: PullIssue,
): Promise<string> {
  const { pull } = issue;
  if (repository.mergeQueues.has(pull.base.ref)) {
    throw new HttpError(
      405,
      'Repository rule violations found\n\nChanges must be made through the merge queue',
    );
  }
  if (issue.state !== 'open' || pull.draft) {
    throw new HttpError(405, 'Pull Request is not mergeable');
  }
  const wanted = text(body, 'sha');
  if (wanted !== null && wanted !== pull.headSha) {
    throw new HttpError(409, 'Head branch was modified. Review and try the merge again.');
  }
  const rule = repository.protection.get(pull.base.ref);
  const missing = requiredChecksMissing(repository, pull.headSha, rule?.requiredChecks ?? []);
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(', ');
    throw new HttpError(
      405,
      missing.length === 1
        ? `Required status check ${names} is failing or expected.`
        : `${missing.length} of ${rule?.requiredChecks.length} required status checks have not succeeded: ${names}.`,
    );
  }
  const { tree } = await mergeability(repository, pull);
  if (tree === null) throw new HttpError(405, 'Pull Request is not mergeable');
  return tree;
}

async function apply(request: MergeRequest, issue: PullIssue, tree: string): Promise<string> {
  const { hub, state, repository, actor, account, body } = request;
  const { pull } = issue;
  const method = text(body, 'merge_method');
  const commit = await mergeCommit(repository, pull, {
    method: method === 'squash' || method === 'rebase' ? method : 'merge',
    tree,
    message: mergeMessage(issue, method, text(body, 'commit_title'), text(body, 'commit_message')),
    by: account,
    date: timestamp(state),
  });
  const change = { before: pull.baseSha, after: commit, merge: 'pr_merge' } as const;
  await putOnBase(hub, repository, actor, account, issue, change);
  return commit;
}
