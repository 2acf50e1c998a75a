import { createHmac, randomUUID } from 'node:crypto';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from 'octokit';
import { type AppWorld, type GitHubWorld, webhookSecret } from './world.ts';

/** What GitHub has sent to the app, and sending it again. */

/** A delivery as GitHub lists it, with what was sent. */
export interface SentDelivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly statusCode: number;
  /** The body, byte for byte. */
  readonly body: string;
}

/** A client that speaks as the app itself. */
function appClient({ github, appId, privateKey }: GitHubWorld): Octokit {
  return new Octokit({
    authStrategy: createAppAuth,
    auth: { appId, privateKey },
    baseUrl: github.apiUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
  });
}

/** The deliveries about a repository so far, oldest first. */
export async function deliveriesOf(
  world: GitHubWorld,
  { owner, repo }: { readonly owner: string; readonly repo: string },
): Promise<readonly SentDelivery[]> {
  await world.github.admin.deliveriesSettled();
  const { data: repository } = await world.as('reader').rest.repos.get({ owner, repo });
  const octokit = appClient(world);
  const list = await octokit.paginate(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 });
  const ids = list.filter((one) => one.repository_id === repository.id).map(({ id }) => id);
  const details = await Promise.all(
    ids.map(async (id) => (await octokit.rest.apps.getWebhookDelivery({ delivery_id: id })).data),
  );
  return details
    .map(({ id, guid, event, action, status_code: statusCode, request }) => {
      const body = JSON.stringify(request.payload);
      return { id, guid, event, action, statusCode, body };
    })
    .toSorted((one, other) => one.id - other.id);
}

/** Asks GitHub to send deliveries again, as the button does, and waits until all is done. */
export async function redeliver(world: GitHubWorld, sent: readonly SentDelivery[]): Promise<void> {
  const { rest } = appClient(world);
  for (const { id } of sent) await rest.apps.redeliverWebhookDelivery({ delivery_id: id });
  await world.settled();
}

/** What goes with the body of a webhook; by default as GitHub signs it, under a new id. */
export interface Manner {
  readonly event: string;
  readonly guid?: string;
  /** Null for none. */
  readonly signature?: string | null;
}

/** The signature that GitHub sets for a body. */
export function sign(body: string, secret: string = webhookSecret): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Posts a body to the app as a webhook; gives the status of the answer. */
export async function post({ app }: AppWorld, body: string, manner: Manner): Promise<number> {
  const { event, guid = randomUUID(), signature = sign(body) } = manner;
  const response = await fetch(app.webhookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': guid,
      'x-github-event': event,
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
  });
  await response.arrayBuffer();
  return response.status;
}
