import { requiredChecksMissing } from '../required-checks.ts';
import { refsChanged } from '../refs.ts';
import { HttpError, type Request, text } from '../route.ts';
import { timestamp } from '../state.ts';
import { tellPull } from './follow.ts';
import { type PullIssue } from './pull-issue.ts';
import { mergeability, mergeCommit } from './merge-commit.ts';

/** Merges a pull request as the button does. Throws 405 where it may not be merged, 409 where its head is another. */
export async function mergePull(
  request: Request,
  issue: PullIssue,
): Promise<{ readonly sha: string; readonly merged: true; readonly message: string }> {
  const { repository } = request;
  const sha = await repository.git.exclusively(async () => {
    const tree = await mergeableTree(request, issue);
    return apply(request, issue, tree);
  });
  return { sha, merged: true, message: 'Pull Request successfully merged' };
}

async function mergeableTree({ repository, body }: Request, issue: PullIssue): Promise<string> {
  const { pull } = issue;
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

async function apply(request: Request, issue: PullIssue, tree: string): Promise<string> {
  const { hub, state, repository, actor, account, body } = request;
  const { pull } = issue;
  const method = text(body, 'merge_method');
  const title = text(body, 'commit_title');
  const details = text(body, 'commit_message') ?? issue.title;
  const source = `${pull.head.repository.split('/')[0]}/${pull.head.ref}`;
  const merged = title ?? `Merge pull request #${issue.number} from ${source}`;
  const now = timestamp(state);
  const commit = await mergeCommit(repository, pull, {
    method: method === 'squash' || method === 'rebase' ? method : 'merge',
    tree,
    message:
      method === 'squash'
        ? `${title ?? issue.title} (#${issue.number})`
        : `${merged}\n\n${details}`,
    by: account,
    date: now,
  });
  const ref = `refs/heads/${pull.base.ref}`;
  const before = pull.baseSha;
  await repository.git.run(['update-ref', ref, commit, before]);
  issue.state = 'closed';
  issue.closedAt = now;
  issue.updatedAt = now;
  pull.merged = { at: now, by: account, commit };
  await repository.git.maybe(['update-ref', '-d', `refs/pull/${issue.number}/merge`]);
  await tellPull(hub, repository, actor, account, issue, 'closed');
  await refsChanged(hub, repository, actor, [{ ref, before, after: commit, merge: true }]);
  return commit;
}
