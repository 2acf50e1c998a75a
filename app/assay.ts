import type { Context, Probot } from 'probot';
import type { EventHandler, EventName } from './events/event.ts';
import { eventHandlers } from './events/index.ts';
import { type Job, keyOf } from './jobs/job.ts';

/** The Probot application: each delivery becomes jobs, and nothing else happens before GitHub has its answer. */
export function assay(store: (job: Job) => Promise<unknown>): (probot: Probot) => void {
  return (probot) => {
    // The handlers' payloads differ; each is registered for its own events only.
    for (const handler of eventHandlers as readonly unknown[] as readonly EventHandler<EventName>[]) {
      probot.on([...handler.on], async (context) => {
        for (const job of jobsOf(context, handler)) await store(job);
      });
    }
  };
}

function jobsOf(context: Context, handler: EventHandler<EventName>): readonly Job[] {
  const { payload } = context;
  if (!('repository' in payload) || !payload.repository) return [];
  if (!('installation' in payload) || !payload.installation) return [];
  const { repository, installation } = payload;
  const { owner } = repository;
  if (owner === null) return [];
  return handler.tasksOf(payload as Parameters<typeof handler.tasksOf>[0]).map((task) => ({
    id: `${context.id} ${task.kind} ${keyOf(task)}`,
    key: keyOf(task),
    installation: installation.id,
    owner: owner.login,
    repo: repository.name,
    defaultBranch: 'default_branch' in repository ? repository.default_branch : 'main',
    task,
  }));
}
