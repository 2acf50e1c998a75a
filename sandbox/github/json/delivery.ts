import { STATUS_CODES } from 'node:http';
import type { Delivery } from '../state.ts';

/** A delivery as the list shows it. */
export function deliveryJson(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: Math.round(delivery.durationSeconds * 100) / 100,
    status: statusOf(delivery),
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

/** A delivery with what was sent. What came back is not kept but for its status. */
export function deliveryDetailJson(delivery: Delivery): Record<string, unknown> {
  return {
    ...deliveryJson(delivery),
    url: delivery.app.webhook.url,
    request: {
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': delivery.guid,
        'x-github-event': delivery.event,
      },
      payload: JSON.parse(delivery.body) as unknown,
    },
    response: { headers: null, payload: null },
  };
}

/** Whether the receiver took it. */
export function wasTaken({ statusCode }: Delivery): boolean {
  return statusCode >= 200 && statusCode < 400;
}

function statusOf(delivery: Delivery): string {
  const { statusCode } = delivery;
  if (statusCode === 0) return 'failed to connect to host';
  if (wasTaken(delivery)) return STATUS_CODES[statusCode] ?? 'OK';
  return `Invalid HTTP Response: ${statusCode}`;
}
