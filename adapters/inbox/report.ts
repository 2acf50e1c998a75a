import { Ajv2020 } from 'ajv/dist/2020.js';
import type { InboxReport } from '../../core/inbox/report.ts';
import type { Inbox } from './inbox.ts';

/** Dead jobs beyond these are counted, not listed. */
export const mostListed = 200;

/** Reports what is in an inbox. */
export async function reportOf<Task extends { readonly kind: string }>(
  inbox: Pick<Inbox<Task>, 'state' | 'dead'>,
): Promise<InboxReport> {
  const { byKind, ...counts } = await inbox.state();
  const dead = await inbox.dead(mostListed);
  return {
    ...counts,
    byKind: Object.fromEntries(byKind),
    deadJobs: dead.map(({ job, reason, attempts, diedAt }) => ({
      id: job.id,
      kind: job.task.kind,
      repository: `${job.owner}/${job.repo}`,
      key: job.key,
      reason,
      attempts,
      diedAt: diedAt.toISOString(),
    })),
  };
}

const count = { type: 'integer', minimum: 0 };
const text = { type: 'string' };

function object(properties: Readonly<Record<string, unknown>>): object {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** Whether this is a report, as an app of this version sends it. */
export const isReport = new Ajv2020().compile<InboxReport>(
  object({
    waiting: count,
    running: count,
    dead: count,
    oldestDueMs: { type: 'number' },
    byKind: {
      type: 'object',
      additionalProperties: object({ waiting: count, running: count }),
    },
    deadJobs: {
      type: 'array',
      items: object({
        id: text,
        kind: text,
        repository: text,
        key: text,
        reason: text,
        attempts: count,
        diedAt: text,
      }),
    },
  }),
);
