import type { SendAttempt } from '../../core/inbox/redelivery.ts';
import { orNull } from './repository.ts';
import type { Probot } from 'probot';

type AppOctokit = Awaited<ReturnType<Probot['auth']>>;

/** Every attempt of GitHub's since a moment to send the app a delivery. `octokit` speaks as the app itself. */
export async function listSendAttempts(
  octokit: AppOctokit,
  since: number,
  signal: AbortSignal,
): Promise<readonly SendAttempt[]> {
  const found: SendAttempt[] = [];
  const pages = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, {
    per_page: 100,
    request: { signal },
  });
  // The newest come first.
  for await (const { data } of pages) {
    for (const { id, guid, delivered_at: at, status_code: status } of data) {
      const deliveredAt = Date.parse(at);
      if (deliveredAt >= since) {
        found.push({ id, guid, deliveredAt, succeeded: status >= 200 && status < 300 });
      }
    }
    const last = data.at(-1);
    if (last === undefined || Date.parse(last.delivered_at) < since) break;
  }
  return found;
}

/** Has GitHub send a delivery again; one that it no longer has is left. */
export async function sendAgain(octokit: AppOctokit, id: number): Promise<void> {
  await orNull(octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: id }));
}
