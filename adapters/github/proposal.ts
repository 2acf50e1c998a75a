import { RefusedError } from '../../core/errors.ts';
import { findBranch } from './branches.ts';
import type { Account } from './identity.ts';
import { ownPulls } from './own-pulls.ts';
import { at, type GitHubRepository, statusOf } from './repository.ts';

/** A change that the app proposes as a pull request. */
export interface Proposal {
  /** The same for the same purpose, so that there is one pull request for it. */
  readonly branch: string;
  readonly base: string;
  /** The commit of the base branch that the files were made from. */
  readonly baseSha: string;
  /** Path to new content. */
  readonly files: ReadonlyMap<string, string>;
  readonly message: string;
  readonly title: string;
  readonly body: string;
  /**
   * What may change of a pull request whose branch has this content already: nothing, its title and description, or its
   * commit too, where the message says something else.
   */
  readonly whenAlike: 'leave' | 'reword' | 'renew';
}

/** What became of a proposal. */
export type Proposed =
  | {
      readonly kind: 'opened' | 'updated' | 'unchanged';
      readonly number: number;
      readonly url: string;
    }
  /** People have committed to the branch; it is theirs now. */
  | {
      readonly kind: 'taken-over';
      readonly branch: string;
      readonly number: number | null;
      readonly url: string | null;
    };

/**
 * Makes the proposal's branch and its one open pull request say this. Never overwrites a person's commit. Throws a
 * RefusedError where the repository lets no workflow open pull requests.
 */
export async function propose(
  repository: GitHubRepository,
  us: Account,
  proposal: Proposal,
): Promise<Proposed> {
  const [pull = null] = await ownPulls(repository, proposal.branch, proposal.base, 'open');
  const moved = await keepBranch(repository, us, proposal, pull !== null);
  if (moved === 'taken-over') {
    return {
      kind: 'taken-over',
      branch: proposal.branch,
      number: pull?.number ?? null,
      url: pull?.html_url ?? null,
    };
  }
  const { pulls } = repository.octokit.rest;
  const { title, body, branch, base, whenAlike } = proposal;
  if (pull === null) {
    const fields = { ...at(repository), head: branch, base, title, body };
    const { data } = await pulls.create(fields).catch((error: unknown) => {
      throw notPermitted(error) ?? error;
    });
    return { kind: 'opened', number: data.number, url: data.html_url };
  }
  const differs = pull.title !== title || (pull.body ?? '') !== body;
  const reworded = differs && (moved === 'moved' || whenAlike !== 'leave');
  if (reworded) {
    await pulls.update({ ...at(repository), pull_number: pull.number, title, body });
  }
  const kind = moved === 'moved' || reworded ? 'updated' : 'unchanged';
  return { kind, number: pull.number, url: pull.html_url };
}

/** GitHub's refusal to let a job's own token open pull requests, in words that help. */
function notPermitted(error: unknown): RefusedError | null {
  const { message = '' } = error instanceof Error ? error : {};
  if (statusOf(error) !== 403 || !/not permitted to create/i.test(message)) return null;
  return new RefusedError(
    'may-not-propose',
    'GitHub Actions may not open pull requests in this repository: allow it under Settings, Actions, General, Workflow permissions, or give the action a pull-request-token.',
    { cause: error },
  );
}

/** Commits the files on the branch, on top of the base branch's head. */
async function keepBranch(
  repository: GitHubRepository,
  us: Account,
  proposal: Proposal,
  inReview: boolean,
): Promise<'moved' | 'unchanged' | 'taken-over'> {
  const { git } = repository.octokit.rest;
  const head = await findBranch(repository, proposal.branch);
  const base = proposal.baseSha;
  if (head !== null && (await hasCommitsOfOthers(repository, us, base, head))) return 'taken-over';
  const { data: tree } = await git.createTree({
    ...at(repository),
    base_tree: base,
    tree: [...proposal.files].map(([path, content]) => ({
      path,
      mode: '100644',
      type: 'blob',
      content,
    })),
  });
  if (head !== null && inReview && (await isSuch(repository, head, proposal, tree.sha))) {
    return 'unchanged';
  }
  const { data: commit } = await git.createCommit({
    ...at(repository),
    message: proposal.message,
    tree: tree.sha,
    parents: [base],
  });
  if (head === null) {
    const ref = `refs/heads/${proposal.branch}`;
    await git.createRef({ ...at(repository), ref, sha: commit.sha });
  } else {
    const ref = `heads/${proposal.branch}`;
    await git.updateRef({ ...at(repository), ref, sha: commit.sha, force: true });
  }
  return 'moved';
}

/** Whether a commit is what would be made now: one that is made of an older state of the same files could conflict. */
async function isSuch(
  repository: GitHubRepository,
  commit: string,
  { baseSha, message, whenAlike }: Proposal,
  tree: string,
): Promise<boolean> {
  const { data } = await repository.octokit.rest.git.getCommit({
    ...at(repository),
    commit_sha: commit,
  });
  if (data.tree.sha !== tree || data.parents[0]?.sha !== baseSha) return false;
  return whenAlike !== 'renew' || data.message.trimEnd() === message.trimEnd();
}

/** Whether a branch has commits beyond its base that are not ours alone. */
export async function hasCommitsOfOthers(
  repository: GitHubRepository,
  us: Account,
  base: string,
  head: string,
): Promise<boolean> {
  const { octokit } = repository;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    ...at(repository),
    basehead: `${base}...${head}`,
    per_page: 100,
  });
  // Who amends or rebases a commit of ours stays its committer only; GitHub itself commits as web-flow.
  return data.commits.some(
    ({ author, committer }) =>
      author?.login !== us.login ||
      (committer?.login !== us.login && committer?.login !== 'web-flow'),
  );
}
