import { createHmac } from 'node:crypto';
import type { App } from './state.ts';

/** GitHub waits ten seconds for an answer, and doesn't send again by itself. */
const limitMs = 10_000;

/** What is sent to an app. */
export interface Webhook {
  readonly app: App;
  readonly event: string;
  readonly guid: string;
  /** The payload's JSON. */
  readonly body: string;
}

/**
 * Posts with the headers and the signature that GitHub sets, on a connection of its own: the app may have ended
 * since the last one. Gives the status of the answer; 0 where there is none in time, or nobody at the address.
 * Never throws.
 */
export async function postWebhook(
  { app, event, guid, body }: Webhook,
  closing: AbortSignal,
): Promise<number> {
  const { url, secret } = app.webhook;
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: {
        connection: 'close',
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/sandbox',
        'x-github-delivery': guid,
        'x-github-event': event,
        'x-github-hook-id': String(app.id),
        'x-github-hook-installation-target-id': String(app.id),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
      signal: AbortSignal.any([AbortSignal.timeout(limitMs), closing]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
