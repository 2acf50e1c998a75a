import { readArtifact } from '../archive/read-artifact.ts';
import type { Source } from '../../core/judge/facts.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { at, type GitHubRepository, statusOf } from './repository.ts';

/** A workflow run as GitHub states it. */
export interface WorkflowRunFacts {
  readonly id: number;
  readonly workflowId: number;
  /** The path of the workflow file. */
  readonly path: string;
  readonly attempt: number;
  readonly event: string;
  /** The pull requests that GitHub names; none for those from forks. */
  readonly pulls: readonly number[];
  readonly headSha: string;
  readonly headBranch: string | null;
  /** `owner/name` of the repository that the head commit lies in; a fork's differs. */
  readonly headRepository: string | null;
  /** Who started it, by login. */
  readonly actor: string | null;
  readonly completed: boolean;
  readonly conclusion: string | null;
  readonly url: string;
}

type ApiRun = Awaited<
  ReturnType<GitHubRepository['octokit']['rest']['actions']['getWorkflowRun']>
>['data'];

/** What we need of a workflow run. */
export function runFacts(
  run: Pick<
    ApiRun,
    | 'id'
    | 'workflow_id'
    | 'path'
    | 'pull_requests'
    | 'run_attempt'
    | 'event'
    | 'head_sha'
    | 'head_branch'
    | 'status'
    | 'conclusion'
    | 'html_url'
  > & {
    readonly head_repository?: { readonly full_name?: string } | null;
    readonly actor?: { readonly login: string } | null;
  },
): WorkflowRunFacts {
  return {
    id: run.id,
    workflowId: run.workflow_id,
    // GitHub may put the ref behind it.
    path: run.path.replace(/@.*$/, ''),
    pulls: run.pull_requests?.map(({ number }) => number) ?? [],
    attempt: run.run_attempt ?? 1,
    event: run.event,
    headSha: run.head_sha,
    headBranch: run.head_branch,
    headRepository: run.head_repository?.full_name ?? null,
    actor: run.actor?.login ?? null,
    completed: run.status === 'completed',
    conclusion: run.conclusion,
    url: run.html_url,
  };
}

/**
 * The runs that a pull request started at its head, of each workflow the newest; newest first. Runs of another pull
 * request with the same head are left out: they trained on another merge.
 */
export async function runsOfPull(
  repository: GitHubRepository,
  pull: {
    readonly number: number;
    readonly headSha: string;
    /** `owner/name`; null where it was deleted. */
    readonly headRepository: string | null;
    /** Where it is known: a run for another branch with this head is another pull request's. */
    readonly headBranch?: string;
  },
): Promise<readonly WorkflowRunFacts[]> {
  const { octokit } = repository;
  const { headBranch = null } = pull;
  const runs = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, {
    ...at(repository),
    head_sha: pull.headSha,
    event: 'pull_request',
    per_page: 100,
  });
  return newestOfEach(
    runs
      .map(runFacts)
      .filter(({ headRepository }) => headRepository === pull.headRepository)
      .filter((run) => headBranch === null || run.headBranch === headBranch)
      .filter(({ pulls }) => pulls.length === 0 || pulls.includes(pull.number)),
  );
}

/** The runs that a merge queue started at a commit of its own, of each workflow the newest; newest first. */
export async function runsOfGroup(
  repository: GitHubRepository,
  headSha: string,
): Promise<readonly WorkflowRunFacts[]> {
  const { octokit } = repository;
  const runs = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, {
    ...at(repository),
    head_sha: headSha,
    event: 'merge_group',
    per_page: 100,
  });
  return newestOfEach(runs.map(runFacts));
}

/** Of each workflow the newest, newest first. */
export function newestOfEach(runs: readonly WorkflowRunFacts[]): readonly WorkflowRunFacts[] {
  const sorted = runs.toSorted((a, b) => b.id - a.id);
  return sorted.filter(
    (run) => sorted.find(({ workflowId }) => workflowId === run.workflowId) === run,
  );
}

/** The runs on a branch of the repository itself that were started since a moment and have ended. */
export async function completedRuns(
  repository: GitHubRepository,
  branch: string,
  since: Date,
): Promise<readonly WorkflowRunFacts[]> {
  const { octokit } = repository;
  const runs = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, {
    ...at(repository),
    branch,
    status: 'completed',
    // By the day, so that the same is asked each time, and GitHub can say that nothing has changed.
    created: `>=${since.toISOString().slice(0, 10)}`,
    per_page: 100,
  });
  return runs.map(runFacts).filter(({ event }) => event !== 'pull_request');
}

/** One run. */
export async function getRun(
  repository: GitHubRepository,
  runId: number,
): Promise<WorkflowRunFacts> {
  const { data } = await repository.octokit.rest.actions.getWorkflowRun({
    ...at(repository),
    run_id: runId,
  });
  return runFacts(data);
}

/** Where GitHub says that a run's records come from. */
export function sourceOf({ owner, repo }: GitHubRepository, run: WorkflowRunFacts): Source {
  return {
    repository: `${owner}/${repo}`,
    commit: run.headSha,
    runId: run.id,
    attempt: run.attempt,
    event: run.event,
    workflow: run.path,
  };
}

/** A model's artifact as a run lists it. */
export interface ModelArtifactEntry {
  readonly id: number;
  readonly model: string;
  readonly bytes: number;
  readonly expired: boolean;
}

const namePattern = /^assay-([a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)$/;

/** The artifacts of a run that hold records; of two for one model, the newest. */
export async function listModelArtifacts(
  repository: GitHubRepository,
  runId: number,
): Promise<ReadonlyMap<string, ModelArtifactEntry>> {
  const { octokit } = repository;
  const artifacts = await octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, {
    ...at(repository),
    run_id: runId,
    per_page: 100,
  });
  const found = new Map<string, ModelArtifactEntry>();
  for (const artifact of artifacts.toSorted((a, b) => a.id - b.id)) {
    const model = namePattern.exec(artifact.name)?.[1];
    if (model === undefined) continue;
    const { id, size_in_bytes: bytes, expired } = artifact;
    found.set(model, { id, model, bytes, expired });
  }
  return found;
}

const largestZip = 5 * 1024 * 1024;

/** Downloads an artifact and unpacks it in memory. Why it was refused is a sentence that names it. */
export async function downloadArtifact(
  repository: GitHubRepository,
  artifact: ModelArtifactEntry,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> {
  const name = `The artifact assay-${artifact.model}`;
  if (artifact.expired) return failed(`${name} has expired: run the workflow again.`);
  if (artifact.bytes > largestZip) {
    return failed(`${name} is too large: it has ${artifact.bytes} bytes, and 5 MB are allowed.`);
  }
  try {
    const { data } = await repository.octokit.rest.actions.downloadArtifact({
      ...at(repository),
      artifact_id: artifact.id,
      archive_format: 'zip',
    });
    const bytes = new Uint8Array(data as ArrayBuffer);
    const result = await readArtifact(bytes);
    return result.ok ? ok(result.value) : failed(`${name} was refused: ${result.reason}`);
  } catch (error) {
    if (statusOf(error) === 410) return failed(`${name} has expired: run the workflow again.`);
    throw error;
  }
}
