import { type Context, Hono } from 'hono';
import { clientGone, withFaults } from '../faults/requests.ts';
import type { Hub } from '../hub.ts';
import type { State } from '../state.ts';
import { artifactService } from './artifact-service.ts';
import { serveBlobs } from './blob-service.ts';
import { cacheService } from './cache-service.ts';
import { logCall } from './calls.ts';
import { serveJobLogs } from './job-logs.ts';
import { verifyRuntimeToken } from './runtime-token.ts';
import { TwirpError, type TwirpMethod, type TwirpRequest } from './twirp.ts';

const prefix = 'github.actions.results.api.v1';

/**
 * The results service: artifacts (v4) and caches (v2) as @actions/artifact and @actions/cache speak them, the
 * blob storage behind them, and the logs of jobs.
 */
export function resultsService(hub: Hub): Hono {
  const { state } = hub;
  const app = new Hono();
  const services: Readonly<Record<string, Readonly<Record<string, TwirpMethod>>>> = {
    [`${prefix}.ArtifactService`]: artifactService(state),
    [`${prefix}.CacheService`]: cacheService(state),
  };
  for (const [path, surface] of [
    ['/twirp/*', 'results'],
    ['/blobs/*', 'blob'],
  ] as const) {
    app.use(path, async (context, next) => {
      const { pathname } = new URL(context.req.url);
      const request = `${context.req.method} ${pathname}`;
      const { answer, wasDone } = await withFaults(state.faults, request, async () => {
        await next();
        return context.res;
      });
      if (!wasDone) logCall(state, context, answer?.status ?? 0, surface, 'anonymous');
      if (answer === null) await clientGone(context.req.raw.signal);
      context.res = answer ?? new Response(null, { status: 504 });
    });
  }
  app.post('/twirp/:service/:method', async (context) => {
    const method = services[context.req.param('service')]?.[context.req.param('method')];
    return callMethod(hub, context, method);
  });
  serveJobLogs(app, state);
  serveBlobs(app, state);
  return app;
}

async function callMethod(
  hub: Hub,
  context: Context,
  method: TwirpMethod | undefined,
): Promise<Response> {
  const { state } = hub;
  let actor = 'anonymous';
  try {
    const request = await readRequest(hub, context);
    actor = `actions:${request.repository.fullName}`;
    if (method === undefined) throw new TwirpError('not_found', 'no such method');
    const answer = await method(request);
    logCall(state, context, 200, 'results', actor);
    return context.json(answer);
  } catch (error) {
    const refusal = refusalOf(state, context, error);
    logCall(state, context, refusal.status, 'results', actor);
    return context.json({ code: refusal.code, msg: refusal.message }, refusal.status);
  }
}

/** The run and job that the runtime token names, and the body. */
async function readRequest(hub: Hub, context: Context): Promise<TwirpRequest> {
  const { state } = hub;
  const scope = verifyRuntimeToken(state, context.req.header('authorization') ?? null);
  if (scope === null) throw new TwirpError('unauthenticated', 'the runtime token is not valid');
  const { runId, jobId } = scope;
  const repository = [...state.repositories.values()].find(({ runs }) => runs.has(runId));
  const run = repository?.runs.get(runId);
  if (repository === undefined || run === undefined) {
    throw new TwirpError('unauthenticated', 'the runtime token is of no workflow run');
  }
  const body: unknown = await context.req.json().catch(() => null);
  if (typeof body !== 'object' || body === null) {
    throw new TwirpError('invalid_argument', 'the body is no JSON object');
  }
  return { hub, repository, run, jobId, body: Object.fromEntries(Object.entries(body)) };
}

function refusalOf(state: State, context: Context, error: unknown): TwirpError {
  if (error instanceof TwirpError) return error;
  // A defect of the sandbox: it must not look like an answer of GitHub's.
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  state.violations.push(`The embedded GitHub failed at POST ${context.req.path}: ${reason}`);
  return new TwirpError('internal', 'internal error');
}
