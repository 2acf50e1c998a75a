import type { IncomingMessage } from 'node:http';
import type { Probot } from 'probot';
import type { DeliveryOutcome, Meter } from '../operations/meter.ts';
import { header, readBody } from './read-body.ts';

/** GitHub sends no larger payload. */
const largestBytes = 25 * 1024 * 1024;
/** So much of all bodies together is held at once: who sends without the secret must not fill the memory. */
const mostHeldBytes = 96 * 1024 * 1024;

const statuses = {
  taken: 202,
  known: 202,
  unsigned: 401,
  malformed: 400,
  'too-large': 413,
  'wrong-type': 415,
  'not-stored': 503,
  'too-many': 503,
} as const satisfies Record<DeliveryOutcome, number>;

type Delivery = Parameters<Probot['receive']>[0];

/** What the webhook needs. */
export interface Webhook {
  readonly probot: Probot;
  readonly meter: Meter;
  /** Resolves when a delivery is stored. */
  take(delivery: Delivery): Promise<'new' | 'known'>;
  /** How many bytes of bodies are held now. */
  readonly held: { bytes: number };
  /** Hears why a delivery could not be stored. */
  readonly troubled: (what: string, error: unknown) => void;
}

/** Verifies a delivery on its raw body, stores it, and gives the status to answer with. */
export async function receive(webhook: Webhook, request: IncomingMessage): Promise<number> {
  const begun = performance.now();
  const outcome = await outcomeOf(webhook, request);
  webhook.meter.delivery(header(request, 'x-github-event'), outcome);
  webhook.meter.answered((performance.now() - begun) / 1_000);
  return statuses[outcome];
}

async function outcomeOf(webhook: Webhook, request: IncomingMessage): Promise<DeliveryOutcome> {
  const signature = header(request, 'x-hub-signature-256');
  // Nobody has us read 25 MB without one.
  if (!/^sha256=[0-9a-f]{64}$/.test(signature)) return 'unsigned';
  if (!/^application\/json\s*(;|$)/i.test(header(request, 'content-type'))) return 'wrong-type';
  if (Number(header(request, 'content-length')) > largestBytes) return 'too-large';
  const read = await readBody(request, webhook.held, { largestBytes, mostHeldBytes });
  if (!read.ok) return read.reason;
  const body = read.value.toString('utf8');
  if (!(await webhook.probot.webhooks.verify(body, signature).catch(() => false))) {
    return 'unsigned';
  }
  const delivery = parseDelivery(request, body);
  if (delivery === null) return 'malformed';
  try {
    return (await webhook.take(delivery)) === 'known' ? 'known' : 'taken';
  } catch (error) {
    if (error instanceof UnreadableDelivery) {
      webhook.troubled(`The delivery ${delivery.id} could not be read`, error.cause);
      return 'malformed';
    }
    // GitHub shows the delivery as failed; it is asked for again when the database is back.
    webhook.troubled(`The delivery ${delivery.id} could not be stored`, error);
    return 'not-stored';
  }
}

function parseDelivery(request: IncomingMessage, raw: string): Delivery | null {
  const id = header(request, 'x-github-delivery');
  const name = header(request, 'x-github-event');
  if (!/^[\w-]{1,100}$/.test(id) || !/^\w{1,100}$/.test(name)) return null;
  try {
    const payload: unknown = JSON.parse(raw);
    if (typeof payload !== 'object' || payload === null) return null;
    // Signed by GitHub: the name says what the payload is.
    return { id, name, payload } as Delivery;
  } catch {
    return null;
  }
}

/** A delivery that is not what its event says: a defect of ours, or of GitHub's. */
export class UnreadableDelivery extends Error {}
