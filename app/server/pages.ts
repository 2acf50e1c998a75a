import { Hono } from 'hono';
import { basicAuth } from 'hono/basic-auth';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { Budget } from '../../adapters/github/limits.ts';
import type { Inbox } from '../../adapters/inbox/inbox.ts';
import { reportOf } from '../../adapters/inbox/report.ts';
import type { Task } from '../jobs/job.ts';
import type { Meter } from '../operations/meter.ts';
import { renderInbox } from './inbox-page.ts';

/** What the pages show. */
export interface PageSources {
  readonly inbox: Inbox<Task>;
  readonly meter: Meter;
  readonly budgets: () => ReadonlyMap<number, Budget>;
  /** Throws when the app can't take deliveries or do jobs now. */
  ready(): Promise<void>;
  /** Wakes the workers after something was put back. */
  readonly wake: () => void;
  /** What whoever runs the app signs in with; null: there is no page of the inbox. */
  readonly adminToken: string | null;
  /** Hears why a page could not be made. */
  readonly troubled: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

/** What is served beside the webhook: for a platform's probes, for Prometheus, and for whoever runs the app. */
export function createPages(sources: PageSources): Hono {
  const pages = new Hono();
  pages.onError((error, context) => {
    // What refuses a request says so itself.
    if (error instanceof HTTPException) return error.getResponse();
    sources.troubled(`${context.req.method} ${context.req.path} failed`, error);
    return context.text('Not now: the log of the app says why.\n', 503);
  });
  pages.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  pages.get('/healthz', (context) => context.text('alive\n'));
  pages.get('/readyz', async (context) => {
    try {
      await sources.ready();
      return context.text('ready\n');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return context.text(`not ready: ${reason}\n`, 503);
    }
  });
  pages.get('/metrics', async (context) => {
    const { body, type } = await sources.meter.text();
    return context.body(body, 200, { 'content-type': type });
  });
  if (sources.adminToken !== null) addInboxPage(pages, sources, sources.adminToken);
  return pages;
}

/** The page shows every repository's jobs, so it is for whoever holds the app's keys: behind a token of theirs. */
function addInboxPage(pages: Hono, sources: PageSources, token: string): void {
  const { inbox } = sources;
  pages.use('/inbox/*', basicAuth({ username: 'admin', password: token, realm: 'Assay' }));
  pages.use('/inbox/*', csrf());
  pages.get('/inbox', async (context) => {
    context.header('vary', 'accept');
    const report = await reportOf(inbox);
    if (isJson(context.req.header('accept'))) return context.json(report);
    const { budgets, now } = sources;
    const replayed = context.req.query('replayed') ?? null;
    return context.html(renderInbox({ report, budgets: budgets(), now: now(), replayed }));
  });
  pages.post('/inbox/replay', async (context) => {
    const fromCommand = isJson(context.req.header('content-type'));
    const which = whichOf(
      await (fromCommand ? context.req.json() : context.req.parseBody()).catch(() => null),
    );
    if (which === null) return context.text('Which job?\n', 400);
    const replayed = which.all ? await inbox.replayAll() : await inbox.replay(which.id);
    sources.wake();
    if (fromCommand) return context.json({ replayed });
    return context.redirect(`/inbox?replayed=${replayed}`, 303);
  });
}

/** A form and JSON name the same: one job by its id, or all. */
function whichOf(
  body: unknown,
): { readonly all: true } | { readonly all: false; readonly id: string } | null {
  const { id, all } = (body ?? {}) as { readonly id?: unknown; readonly all?: unknown };
  if (all === 'true' || all === true) return { all: true };
  return typeof id === 'string' && id !== '' ? { all: false, id } : null;
}

function isJson(header: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(header ?? '');
}
