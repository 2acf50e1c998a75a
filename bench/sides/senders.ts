import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

export const webhookSecret = 'a secret of the benches only';

/** A signed delivery, ready to be sent. */
export interface SignedDelivery {
  readonly guid: string;
  readonly event: string;
  readonly body: string;
  readonly signature: string;
}

/** A push to a pull request, about as large as GitHub's own (18 KB). */
export function pushDelivery(repository: string, pull: number, installation = 1): SignedDelivery {
  const [owner = '', name = ''] = repository.split('/');
  const head = randomUUID().replaceAll('-', '').padEnd(40, '0');
  const payload = {
    action: 'synchronize',
    number: pull,
    pull_request: {
      number: pull,
      head: { sha: head, ref: 'candidate' },
      base: { sha: '0'.repeat(40), ref: 'main' },
      updated_at: new Date().toISOString(),
      // What a real one says beside, which nobody reads.
      body: 'x'.repeat(16_000),
    },
    repository: { name, owner: { login: owner }, full_name: repository, default_branch: 'main' },
    installation: { id: installation },
    sender: { login: 'somebody', type: 'User' },
  };
  return signed('pull_request', payload);
}

/** A delivery under a new id. */
export function signed(event: string, payload: object): SignedDelivery {
  const body = JSON.stringify(payload);
  const hmac = createHmac('sha256', webhookSecret).update(body).digest('hex');
  return { guid: randomUUID(), event, body, signature: `sha256=${hmac}` };
}

/** How long each answer took, in milliseconds; throws when one is none of success. */
export async function sendAll(
  url: string,
  deliveries: readonly SignedDelivery[],
  senders: number,
): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const times: number[] = [];
  let next = 0;
  const sender = async (): Promise<void> => {
    for (;;) {
      const delivery = deliveries[next];
      next += 1;
      if (delivery === undefined) return;
      const begun = performance.now();
      const answer = await send(url, delivery, agent);
      times.push(performance.now() - begun);
      if (answer < 200 || answer > 299) throw new Error(`A delivery was answered with ${answer}.`);
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  agent.destroy();
  return times;
}

async function send(url: string, delivery: SignedDelivery, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(delivery.body),
          'x-github-delivery': delivery.guid,
          'x-github-event': delivery.event,
          'x-hub-signature-256': delivery.signature,
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          resolve(response.statusCode ?? 0);
        });
      },
    );
    sent.on('error', reject);
    sent.end(delivery.body);
  });
}
