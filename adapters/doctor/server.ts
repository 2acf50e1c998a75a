import { webhookPath } from '../../core/app-manifest.ts';
import type { ServerFacts } from '../../core/doctor/server.ts';

const patienceMs = 15_000;

/** Asks the running app at its address for its health, and whether it refuses what is not signed. */
export async function gatherServer(url: string, apart: boolean): Promise<ServerFacts> {
  const base = url.replace(/\/+$/, '');
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${base}${path}`, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    });
  try {
    const health = await ask('/healthz');
    const readiness = await ask('/readyz');
    const unsigned = await ask(webhookPath, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-github-event': 'ping' },
      body: '{}',
    });
    return {
      kind: 'reached',
      url: base,
      apart,
      health: health.status,
      readiness: { status: readiness.status, text: (await readiness.text()).slice(0, 300) },
      unsigned: unsigned.status,
    };
  } catch (error) {
    const { message, cause } = error as Error & { readonly cause?: { readonly message?: string } };
    return { kind: 'unreachable', url: base, reason: cause?.message || message };
  }
}
