import type { Delivery } from '../core/inbox/job.ts';
import type { EventHandler, EventName } from './events/event.ts';
import { eventHandlers } from './events/index.ts';
import { type Job, jobFor, type Place } from './jobs/job.ts';

/** A delivery with what it tells. */
export interface Sent extends Delivery {
  readonly payload: unknown;
}

/** What a delivery asks for, and what of it is refused: a sentence each, for whoever runs the app. */
export interface Asked {
  readonly jobs: readonly Job[];
  readonly refusals: readonly string[];
}

const nothing: Asked = { jobs: [], refusals: [] };

/** What a delivery asks for; nothing where it is not about a repository of an installation. */
export function jobsOf(sent: Sent): Asked {
  const { payload } = sent;
  if (typeof payload !== 'object' || payload === null) return nothing;
  const { repository, installation } = payload as Partial<Payload>;
  if (typeof repository?.owner?.login !== 'string' || installation === undefined) return nothing;
  return jobsAt(sent, {
    installation: installation.id,
    owner: repository.owner.login,
    repo: repository.name,
    defaultBranch: repository.default_branch ?? 'main',
  });
}

/** What an event asks for in a repository that is known. */
export function jobsAt({ id, event, payload }: Sent, place: Place): Asked {
  if (typeof payload !== 'object' || payload === null) return nothing;
  const answers = handlersOf(event, payload).map((handler) =>
    handler.tasksOf(payload as Parameters<typeof handler.tasksOf>[0]),
  );
  const tasks = answers.flatMap((answer) => (answer.ok ? answer.value : []));
  return {
    jobs: tasks.map((task) => jobFor(task, place, { id, delivery: id })),
    refusals: answers.flatMap((answer) => (answer.ok ? [] : answer.reason)),
  };
}

function handlersOf(event: string, payload: object): readonly EventHandler<EventName>[] {
  const { action } = payload as Partial<Payload>;
  const names = [event, `${event}.${action ?? ''}`];
  // The handlers' payloads differ; each is asked about its own events only.
  return (eventHandlers as readonly unknown[] as readonly EventHandler<EventName>[]).filter(
    ({ on }) => on.some((name) => names.includes(name)),
  );
}

/** What the payload of every event about a repository has. */
interface Payload {
  readonly action?: string;
  readonly repository: {
    readonly name: string;
    readonly owner: { readonly login: string } | null;
    readonly default_branch?: string;
  } | null;
  readonly installation: { readonly id: number };
}
