import { onDefaultBranch } from './default-branch-trigger.ts';
import { type Hub, isHeard, startWorkflows } from './hub.ts';
import { workflowJson } from './json/workflow.ts';
import { workflowJobJson } from './json/workflow-job.ts';
import { readHeadCommits, workflowRunJson } from './json/workflow-run.ts';
import type { Repository, WorkflowJob, WorkflowRun } from './state.ts';

/** More of these in a row start nothing. */
const longestChain = 3;

/** Tells apps of runs and jobs, and starts the workflows that wait for runs. */
export interface WorkflowEvents {
  runChanged(
    repository: Repository,
    run: WorkflowRun,
    action: 'requested' | 'in_progress' | 'completed',
  ): void;
  /** The action is the job's status. */
  jobChanged(repository: Repository, run: WorkflowRun, job: WorkflowJob): void;
}

/** Sends `workflow_run` and `workflow_job` in the order of the changes, each as things stood at its change. */
export function workflowEvents(hub: Hub): WorkflowEvents {
  const { state, webhooks } = hub;
  let last: Promise<void> = Promise.resolve();
  /** Git is asked first, so an event leaves later; until then it counts as on its way. */
  const queue = (work: () => Promise<void> | void): void => {
    last = last.then(work).catch((error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      state.violations.push(`The embedded GitHub failed at an event of a workflow: ${reason}`);
    });
    const tracked = last.finally(() => state.underway.delete(tracked));
    state.underway.add(tracked);
  };
  return {
    runChanged(repository, current, action) {
      const run = { ...current };
      queue(async () => {
        const commits = await readHeadCommits(repository, [run]);
        const payload = webhooks.send(repository, run.actor, {
          name: 'workflow_run',
          payload: {
            action,
            workflow: workflowJson(state, repository, run.workflow),
            workflow_run: workflowRunJson(state, repository, run, commits),
          },
        });
        const chain = (run.trigger.ran?.chain ?? 0) + 1;
        if (chain > longestChain || !isHeard(hub)) return;
        const told = {
          event: 'workflow_run',
          action,
          actor: run.actor.login,
          payload,
          ran: { name: run.workflow.name, branch: run.trigger.headBranch, chain },
        } as const;
        const actor = { kind: 'user', account: run.actor } as const;
        startWorkflows(hub, actor, await onDefaultBranch(repository, told));
      });
    },
    jobChanged(repository, run, current) {
      const action = current.status;
      const workflowJob = workflowJobJson(state, repository, run, current);
      queue(() => {
        const payload = { action, workflow_job: workflowJob };
        webhooks.send(repository, run.actor, { name: 'workflow_job', payload });
      });
    },
  };
}
