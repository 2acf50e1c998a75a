import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Validator } from '../openapi/validate.ts';
import { drawnSendings, type Sending, sendings } from './faults/deliveries.ts';
import { repositoryJson } from './json/repository.ts';
import { accountJson } from './json/account.ts';
import { organizationJson } from './json/organization.ts';
import { nodeId } from './node-id.ts';
import {
  type Account,
  type App,
  type Delivery,
  type Installation,
  type Repository,
  type State,
  timestamp,
} from './state.ts';
import { postWebhook, type Webhook } from './webhook-post.ts';

/** What a delivery is about, without what every payload has. */
export interface Event {
  /** Such as `pull_request`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The only app that hears of it; else all do. */
  readonly to?: App;
}

/** Sends events to the apps that want them. One per sandbox. */
export interface Webhooks {
  /** Sends an event of a repository to each installed app that subscribed to it. Returns the payload without installation. */
  send(repository: Repository, sender: Account, event: Event): Readonly<Record<string, unknown>>;
  /** Sends a delivery once more, with its guid. */
  redeliver(delivery: Delivery): void;
  /** Gives up what is on its way. */
  close(): void;
}

type About = Pick<Delivery, 'action' | 'installationId' | 'repositoryId' | 'redelivery'>;

export function createWebhooks(state: State, validator: Validator): Webhooks {
  const closing = new AbortController();
  const deliver = async (webhook: Webhook, about: About, sending: Sending): Promise<void> => {
    if (sending.delayMs > 0) await wait(sending.delayMs, closing.signal);
    const started = performance.now();
    const statusCode = sending.isLost ? 0 : await postWebhook(webhook, closing.signal);
    webhook.app.deliveries.push({
      ...webhook,
      ...about,
      id: state.nextId(),
      deliveredAt: timestamp(state),
      statusCode,
      durationSeconds: (performance.now() - started) / 1000,
    });
  };
  const sendOff = (webhook: Webhook, about: About, all: readonly Sending[]): void => {
    for (const sending of all) {
      const tracked = deliver(webhook, about, sending).finally(() =>
        state.underway.delete(tracked),
      );
      state.underway.add(tracked);
    }
  };
  return {
    send(repository, sender, event) {
      const payload = {
        ...event.payload,
        repository: repositoryJson(state, repository),
        ...(repository.owner.type === 'Organization'
          ? { organization: organizationJson(state, repository.owner) }
          : {}),
        sender: accountJson(state, sender),
      };
      for (const installation of state.installations.values()) {
        if (!hears(installation, repository, event)) continue;
        const { app, id } = installation;
        const body = JSON.stringify({
          ...payload,
          installation: { id, node_id: nodeId('Integration', id) },
        });
        const sent = { event: event.name, payload: JSON.parse(body) as unknown };
        const problem = validator.webhook(sent);
        if (problem !== null) state.violations.push(problem);
        const action = actionOf(event);
        const subject = subjectOf(event.name, action, repository.id);
        sendOff(
          { app, event: event.name, guid: randomUUID(), body },
          { action, installationId: id, repositoryId: repository.id, redelivery: false },
          sendings(state.faults, event.name, subject),
        );
      }
      return payload;
    },
    redeliver(delivery) {
      const { app, event, guid, body, action, installationId, repositoryId } = delivery;
      const subject = `redelivery of ${subjectOf(event, action, repositoryId)}`;
      sendOff(
        { app, event, guid, body },
        { action, installationId, repositoryId, redelivery: true },
        drawnSendings(state.faults, subject) ?? [{ isLost: false, delayMs: 0 }],
      );
    },
    close: () => closing.abort(),
  };
}

function hears({ app, repositories }: Installation, { fullName }: Repository, event: Event) {
  const isMeant = event.to === undefined || event.to === app;
  return isMeant && repositories.has(fullName) && app.events.includes(event.name);
}

function actionOf({ payload }: Event): string | null {
  const { action } = payload;
  return typeof action === 'string' ? action : null;
}

/** What chance tells deliveries apart by. */
function subjectOf(event: string, action: string | null, repositoryId: number | null): string {
  return `${event}.${action} of ${repositoryId}`;
}

async function wait(delayMs: number, closing: AbortSignal): Promise<void> {
  try {
    await sleep(delayMs, undefined, { signal: closing });
  } catch {
    // Closing ends the wait, and the post after it.
  }
}
