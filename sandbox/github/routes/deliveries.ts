import { deliveryDetailJson, deliveryJson, wasTaken } from '../json/delivery.ts';
import { found, HttpError, json, type Reply, type Request, type Route } from '../route.ts';
import type { App, Delivery } from '../state.ts';

/** `/app/hook`: where an app's webhooks go, what it was sent, and sending it again. */
export const deliveries = [
  {
    method: 'GET',
    path: '/app/hook/config',
    need: 'app',
    handle(request) {
      const { url } = appOf(request).webhook;
      return json({ content_type: 'json', insecure_ssl: '0', secret: '********', url });
    },
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries',
    need: 'app',
    handle: listDeliveries,
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries/:id',
    need: 'app',
    handle: (request) => json(deliveryDetailJson(deliveryOf(request))),
  },
  {
    method: 'POST',
    path: '/app/hook/deliveries/:id/attempts',
    need: 'app',
    handle(request) {
      request.hub.webhooks.redeliver(deliveryOf(request));
      return json({}, 202);
    },
  },
] as const satisfies readonly Route[];

/** Newest first. Pages go by a cursor, the id of the last delivery shown, since new ones come in at the front. */
function listDeliveries(request: Request): Reply {
  const { query, state } = request;
  const size = Math.min(Number(query.get('per_page') ?? '30') || 30, 100);
  const wanted = query.get('status');
  const listed = before(
    appOf(request).deliveries,
    cursorOf(query.get('cursor')),
    size + 1,
    (one) => (wanted === null ? true : wasTaken(one) === (wanted === 'success')),
  );
  const page = listed.slice(0, size);
  const last = page.at(-1);
  const body = page.map(deliveryJson);
  if (last === undefined || listed.length <= size) return json(body);
  const next = new URLSearchParams(query);
  next.set('cursor', `v1_${last.id}`);
  // The one list of GitHub's that has no numbered pages, so its link is made here.
  const link = `<${state.url}/api/v3/app/hook/deliveries?${next.toString()}>; rel="next"`;
  return { kind: 'json', status: 200, body, headers: { link } };
}

/** At most so many deliveries with a lower id, newest first. */
function before(
  deliveries: readonly Delivery[],
  id: number,
  most: number,
  isWanted: (delivery: Delivery) => boolean,
): readonly Delivery[] {
  const result: Delivery[] = [];
  for (let at = firstFrom(deliveries, id) - 1; at >= 0 && result.length < most; at -= 1) {
    const delivery = deliveries[at];
    if (delivery !== undefined && isWanted(delivery)) result.push(delivery);
  }
  return result;
}

/** The place of the first delivery with this id or a higher one. */
function firstFrom(deliveries: readonly Delivery[], id: number): number {
  let [low, high] = [0, deliveries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((deliveries[middle]?.id ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cursorOf(text: string | null): number {
  if (text === null) return Number.POSITIVE_INFINITY;
  const id = Number(/^v1_(\d+)$/.exec(text)?.[1]);
  if (!Number.isSafeInteger(id)) throw new HttpError(400, 'Invalid cursor');
  return id;
}

function appOf({ actor }: Request): App {
  if (actor.kind !== 'app') throw new HttpError(401, 'A JSON web token could not be decoded');
  return actor.app;
}

function deliveryOf(request: Request): Delivery {
  const id = request.id('id');
  const { deliveries } = appOf(request);
  const delivery = deliveries[firstFrom(deliveries, id)];
  return found(delivery?.id === id ? delivery : null);
}
