import type { Identity } from '../../adapters/github/identity.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { InputError } from '../../core/errors.ts';
import { type Asked, jobsAt } from '../deliveries.ts';
import { jobFor, type Place, type Task } from '../jobs/job.ts';
import { overdueTasks } from '../upkeep/overdue.ts';
import type { ActionSettings } from './settings.ts';

/** Events of workflows that tell what a webhook tells, by the webhook's name. */
const webhooks: ReadonlyMap<string, string> = new Map([
  ['deployment_status', 'deployment_status'],
  ['issue_comment', 'issue_comment'],
  ['merge_group', 'merge_group'],
  ['pull_request_target', 'pull_request'],
  ['repository_dispatch', 'repository_dispatch'],
  ['workflow_run', 'workflow_run'],
]);
const hourMs = 60 * 60_000;
/**
 * Events that ask for a look at everything, and how far back: a day, which begins late now and then; where a person asks,
 * over a long weekend.
 */
const looks: ReadonlyMap<string, number> = new Map([
  ['schedule', 26 * hourMs],
  ['workflow_dispatch', 72 * hourMs],
]);
/** What happened less long ago is told by an event. */
const quietMs = 15 * 60_000;

/** What the event that started the workflow asks for. Throws an InputError for an event that asks for nothing ever. */
export async function jobsOfEvent(
  { event, payload, id }: Pick<ActionSettings, 'event' | 'payload' | 'id'>,
  place: Place,
  us: Identity,
  repository: GitHubRepository,
  now: () => number,
): Promise<Asked> {
  const webhook = webhooks.get(event);
  if (webhook !== undefined) return jobsAt({ id, event: webhook, payload }, place);
  const lookMs = looks.get(event);
  if (lookMs === undefined) {
    const known = [...webhooks.keys(), ...looks.keys()].join(', ');
    throw new InputError(
      'wrong-event',
      `This action has nothing to do on "${event}": start its workflow by ${known}, as the documented one is.`,
    );
  }
  const pull = namedPull(payload);
  if (pull !== null) {
    // Of the two that one is done which its state asks for.
    const tasks: readonly Task[] = [
      { kind: 'record-closing', pull, closedAt: id },
      { kind: 'review-pull', pull, anew: true, head: null },
    ];
    const jobs = tasks.map((task) => jobFor(task, place, { id, delivery: id }));
    return { jobs, refusals: [] };
  }
  const since = new Date(now() - lookMs);
  return {
    jobs: await overdueTasks({ us, now, quietMs }, repository, place, since),
    refusals: [],
  };
}

/** The pull request that a person names; null where none is named. */
function namedPull(payload: unknown): number | null {
  const { inputs } = (payload ?? {}) as {
    readonly inputs?: Readonly<Record<string, unknown>> | null;
  };
  const given = inputs?.['pull-request'];
  const text = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
  if (text === '' || text === '0') return null;
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InputError(
    'no-pull-request',
    'The input `pull-request` must be the number of a pull request, such as 12.',
  );
}
