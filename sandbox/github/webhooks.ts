import { createHmac, randomUUID } from 'node:crypto';
import type { Validator } from '../openapi/validate.ts';
import { timesDelivered } from './faults.ts';
import { repositoryJson } from './json/repository.ts';
import { accountJson } from './json/account.ts';
import { nodeId } from './node-id.ts';
import {
  type Account,
  type App,
  type Delivery,
  type Repository,
  type State,
  timestamp,
} from './state.ts';

/** GitHub waits ten seconds for an answer, and doesn't send again by itself. */
const limitMs = 10_000;

/** What a delivery is about, without what every payload has. */
export interface Event {
  /** Such as `pull_request`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Sends events to the apps that want them. One per sandbox. */
export interface Webhooks {
  /** Sends an event of a repository to each installed app that subscribed to it. Returns the payload without installation. */
  send(repository: Repository, sender: Account, event: Event): Readonly<Record<string, unknown>>;
  /** Sends a delivery once more, with its guid. */
  redeliver(delivery: Delivery): void;
}

export function createWebhooks(state: State, validator: Validator): Webhooks {
  const post = async (
    app: App,
    event: string,
    guid: string,
    payload: Readonly<Record<string, unknown>>,
    about: { readonly installationId: number | null; readonly repositoryId: number | null },
    { redelivery, lost }: { readonly redelivery: boolean; readonly lost: boolean },
  ): Promise<void> => {
    const body = JSON.stringify(payload);
    const started = performance.now();
    const statusCode = lost ? 0 : await postSigned(app, event, guid, body);
    const { action } = payload;
    state.deliveries.push({
      id: state.nextId(),
      guid,
      app,
      event,
      action: typeof action === 'string' ? action : null,
      payload,
      deliveredAt: timestamp(state),
      redelivery,
      statusCode,
      durationSeconds: (performance.now() - started) / 1000,
      ...about,
    });
  };
  const track = (work: Promise<void>): void => {
    const tracked = work.finally(() => state.underway.delete(tracked));
    state.underway.add(tracked);
  };
  return {
    send(repository, sender, event) {
      const payload = {
        ...event.payload,
        repository: repositoryJson(state, repository),
        sender: accountJson(state, sender),
      };
      for (const installation of state.installations.values()) {
        const { app } = installation;
        if (!installation.repositories.has(repository.fullName)) continue;
        if (!app.events.includes(event.name)) continue;
        const whole = {
          ...payload,
          installation: { id: installation.id, node_id: nodeId('Integration', installation.id) },
        };
        const problem = validator.webhook({
          event: event.name,
          payload: JSON.parse(JSON.stringify(whole)) as unknown,
        });
        if (problem !== null) state.violations.push(problem);
        const guid = randomUUID();
        const about = { installationId: installation.id, repositoryId: repository.id };
        const times = timesDelivered(state, event.name);
        const manner = { redelivery: false, lost: times === 0 };
        for (let time = 0; time < Math.max(times, 1); time += 1) {
          track(post(app, event.name, guid, whole, about, manner));
        }
      }
      return payload;
    },
    redeliver(delivery) {
      const { app, event, guid, payload, installationId, repositoryId } = delivery;
      const manner = { redelivery: true, lost: false };
      track(post(app, event, guid, payload, { installationId, repositoryId }, manner));
    },
  };
}

/** Posts with the headers and the signature that GitHub sets; 0 when there is no answer in time. */
async function postSigned(app: App, event: string, guid: string, body: string): Promise<number> {
  const signature = createHmac('sha256', app.webhook.secret).update(body).digest('hex');
  try {
    const response = await fetch(app.webhook.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/sandbox',
        'x-github-delivery': guid,
        'x-github-event': event,
        'x-github-hook-id': String(app.id),
        'x-github-hook-installation-target-id': String(app.id),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': `sha256=${signature}`,
      },
      signal: AbortSignal.timeout(limitMs),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
