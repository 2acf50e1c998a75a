import type { Octokit } from 'octokit';
import { ledgerBranch } from '../../core/ledger/path.ts';

/** What a check says of lines of a file. */
export interface AnnotationView {
  readonly path: string;
  readonly line: number;
  readonly level: string;
  readonly message: string;
}

/** One pull request with everything that its page on GitHub shows. */
export interface PullRequestView {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** A required check has not succeeded. */
  readonly blocked: boolean;
  readonly head: string;
  readonly base: string;
  readonly body: string;
  readonly comments: readonly {
    readonly author: string;
    readonly bot: boolean;
    readonly body: string;
    readonly reactions: readonly string[];
  }[];
  readonly checks: readonly {
    readonly name: string;
    readonly conclusion: string;
    readonly title: string;
    readonly summary: string;
    readonly annotations: readonly AnnotationView[];
  }[];
  readonly files: readonly { readonly path: string; readonly patch: string }[];
}

/** What the repository's pages on GitHub would show at the end of the story. */
export interface RepositoryView {
  readonly name: string;
  readonly pulls: readonly PullRequestView[];
  readonly releases: readonly {
    readonly tag: string;
    readonly body: string;
    readonly assets: readonly {
      readonly name: string;
      readonly bytes: number;
      readonly digest: string;
    }[];
  }[];
  readonly deployments: readonly {
    readonly environment: string;
    readonly sha: string;
    readonly state: string;
    readonly description: string;
    readonly payload: string;
  }[];
  readonly runs: readonly {
    readonly name: string;
    readonly event: string;
    readonly branch: string;
    readonly conclusion: string;
    readonly jobs: readonly {
      readonly name: string;
      readonly conclusion: string;
      readonly seconds: number;
    }[];
  }[];
  readonly ledger: readonly string[];
}

/** Reads everything through the REST API, as a person with access could. */
export async function collectRepository(
  octokit: Octokit,
  owner: string,
  repo: string,
): Promise<RepositoryView> {
  const at = { owner, repo, per_page: 100 } as const;
  const pulls = await octokit.paginate(octokit.rest.pulls.list, {
    ...at,
    state: 'all',
    direction: 'asc',
  });
  const releases = await octokit.paginate(octokit.rest.repos.listReleases, at);
  return {
    name: `${owner}/${repo}`,
    pulls: await Promise.all(pulls.map(({ number }) => pullRequest(octokit, at, number))),
    releases: releases.map((release) => ({
      tag: release.tag_name,
      body: release.body ?? '',
      assets: release.assets.map(({ name, size, digest }) => ({
        name,
        bytes: size,
        digest: digest ?? '',
      })),
    })),
    deployments: await deployments(octokit, at),
    runs: await workflowRuns(octokit, at),
    ledger: await ledger(octokit, at),
  };
}

type At = {
  readonly owner: string;
  readonly repo: string;
  readonly per_page: 100;
};

async function pullRequest(octokit: Octokit, at: At, number: number): Promise<PullRequestView> {
  const { data: pull } = await octokit.rest.pulls.get({
    owner: at.owner,
    repo: at.repo,
    pull_number: number,
  });
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...at,
    issue_number: number,
  });
  const checks = await octokit.paginate(octokit.rest.checks.listForRef, {
    ...at,
    ref: pull.head.sha,
  });
  const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
    ...at,
    pull_number: number,
  });
  return {
    number,
    title: pull.title,
    author: pull.user.login,
    state: stateOf(pull),
    blocked: pull.mergeable_state === 'blocked',
    head: pull.head.ref,
    base: pull.base.ref,
    body: pull.body ?? '',
    comments: await Promise.all(
      comments.map(async (comment) => ({
        author: comment.user?.login ?? 'ghost',
        bot: comment.user?.type === 'Bot',
        body: comment.body ?? '',
        reactions: await reactions(octokit, at, comment.id),
      })),
    ),
    checks: await Promise.all(
      checks.map(async (check) => ({
        name: check.name,
        conclusion: check.conclusion ?? check.status,
        title: check.output.title ?? '',
        summary: check.output.summary ?? '',
        annotations:
          check.output.annotations_count === 0 ? [] : await annotations(octokit, at, check.id),
      })),
    ),
    files: files.map(({ filename, patch }) => ({ path: filename, patch: patch ?? '' })),
  };
}

async function annotations(
  octokit: Octokit,
  at: At,
  checkRun: number,
): Promise<readonly AnnotationView[]> {
  const list = await octokit.paginate(octokit.rest.checks.listAnnotations, {
    ...at,
    check_run_id: checkRun,
  });
  return list.map((annotation) => ({
    path: annotation.path,
    line: annotation.start_line,
    level: annotation.annotation_level ?? '',
    message: annotation.message ?? '',
  }));
}

function stateOf(pull: {
  readonly merged: boolean;
  readonly state: string;
}): PullRequestView['state'] {
  if (pull.merged) return 'merged';
  return pull.state === 'open' ? 'open' : 'closed';
}

async function reactions(octokit: Octokit, at: At, comment: number): Promise<string[]> {
  const list = await octokit.paginate(octokit.rest.reactions.listForIssueComment, {
    ...at,
    comment_id: comment,
  });
  return list.map(({ content }) => content);
}

async function deployments(octokit: Octokit, at: At): Promise<RepositoryView['deployments']> {
  const list = await octokit.paginate(octokit.rest.repos.listDeployments, at);
  return Promise.all(
    list.map(async (deployment) => {
      const { data: statuses } = await octokit.rest.repos.listDeploymentStatuses({
        ...at,
        deployment_id: deployment.id,
      });
      return {
        environment: deployment.environment,
        sha: deployment.sha,
        state: statuses[0]?.state ?? 'none',
        description: statuses[0]?.description ?? '',
        payload:
          typeof deployment.payload === 'string'
            ? deployment.payload
            : JSON.stringify(deployment.payload),
      };
    }),
  );
}

async function workflowRuns(octokit: Octokit, at: At): Promise<RepositoryView['runs']> {
  const runs = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, at);
  return Promise.all(
    runs.map(async (run) => {
      const jobs = await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRun, {
        ...at,
        run_id: run.id,
      });
      return {
        name: run.name ?? run.path,
        event: run.event,
        branch: run.head_branch ?? '',
        conclusion: run.conclusion ?? run.status ?? '',
        jobs: jobs.map((job) => ({
          name: job.name,
          conclusion: job.conclusion ?? job.status,
          seconds:
            job.completed_at === null
              ? 0
              : (Date.parse(job.completed_at) - Date.parse(job.started_at)) / 1000,
        })),
      };
    }),
  );
}

async function ledger(octokit: Octokit, at: At): Promise<string[]> {
  const { data } = await octokit.rest.git.getTree({
    owner: at.owner,
    repo: at.repo,
    tree_sha: ledgerBranch,
    recursive: 'true',
  });
  return data.tree.filter(({ type }) => type === 'blob').map(({ path }) => path);
}
