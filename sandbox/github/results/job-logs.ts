import type { Hono } from 'hono';
import type { State } from '../state.ts';
import { logCall } from './calls.ts';
import { isSigned, signedAddress } from './signed-address.ts';

/** Where a job's log can be read for a minute by whoever has the address. */
export function jobLogAddress(state: State, jobId: number): string {
  return signedAddress(state, `/blobs/logs/${jobId}.txt`, { access: 'r', lifetimeSeconds: 60 });
}

/** Serves these addresses. */
export function serveJobLogs(app: Hono, state: State): void {
  app.get('/blobs/logs/:file{[0-9]+\\.txt}', (context) => {
    const id = Number.parseInt(context.req.param('file'), 10);
    const repository = [...state.repositories.values()].find(({ jobs }) => jobs.has(id));
    const log = repository?.jobs.get(id)?.log;
    const reply = (status: 200 | 403 | 404, text: string): Response => {
      logCall(state, context, status, 'blob', 'anonymous');
      return context.text(text, status);
    };
    if (!isSigned(state, new URL(context.req.url), 'r')) return reply(403, 'Not signed.');
    return log === undefined ? reply(404, 'No such log.') : reply(200, log);
  });
}
