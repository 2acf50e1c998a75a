/** A workflow run, as GitHub states it. */
export interface StatedRun {
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string | null;
  /** `owner/name`. */
  readonly headRepository: string | null;
  /** Who started it, by login. */
  readonly actor: string | null;
}

/** A retraining pull request of ours, whose workflow we have started by hand. */
export interface Dispatched {
  readonly repository: string;
  readonly head: string;
  readonly branch: string;
  /** Who we are. */
  readonly actor: string;
}

/**
 * Whether a run of `workflow_dispatch` stands for the one of `pull_request` that GitHub does not start for us: by GitHub's
 * word it ran in this repository, at this head, on this branch, and it was us who started it. A person who starts one may
 * choose its inputs, which nobody would see: it does not count.
 */
export function isDispatchedFor(
  run: StatedRun,
  { repository, head, branch, actor }: Dispatched,
): boolean {
  return (
    run.event === 'workflow_dispatch' &&
    run.headSha === head &&
    run.headBranch === branch &&
    run.headRepository === repository &&
    run.actor === actor
  );
}
