import { deliveryDetailJson, deliveryJson, wasTaken } from '../json/delivery.ts';
import { found, HttpError, json, type Reply, type Request, type Route } from '../route.ts';
import type { App, Delivery } from '../state.ts';

/** `/app/hook/deliveries`: what an app was sent, and sending it again. */
export const deliveries = [
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
  const cursor = cursorOf(query.get('cursor'));
  const app = appOf(request);
  const wanted = query.get('status');
  const rest = state.deliveries
    .filter((delivery) => delivery.app === app && delivery.id < cursor)
    .filter((delivery) => wanted === null || wasTaken(delivery) === (wanted === 'success'))
    .toReversed();
  const page = rest.slice(0, size);
  const last = page.at(-1);
  const body = page.map(deliveryJson);
  if (last === undefined || rest.length <= size) return json(body);
  const next = new URLSearchParams(query);
  next.set('cursor', `v1_${last.id}`);
  // The one list of GitHub's that has no numbered pages, so its link is made here.
  return {
    kind: 'bytes',
    contentType: 'application/json; charset=utf-8',
    bytes: new TextEncoder().encode(JSON.stringify(body)),
    headers: { link: `<${state.url}/api/v3/app/hook/deliveries?${next.toString()}>; rel="next"` },
  };
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
  const app = appOf(request);
  return found(
    request.state.deliveries.find((delivery) => delivery.id === id && delivery.app === app),
  );
}
