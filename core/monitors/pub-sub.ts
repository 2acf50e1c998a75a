import { type Fields, isFields } from '../fields.ts';
import { failed, ok, type Result } from '../result.ts';
import { parsePayload } from './payload.ts';
import { firstTextOf } from './values.ts';

/** What a push of Pub/Sub brings: the message's own JSON, and what Pub/Sub says of it. */
export interface Pushed {
  readonly payload: unknown;
  /** Null where it came without an envelope. */
  readonly messageId: string | null;
  readonly publishTime: string | null;
  readonly attributes: Fields;
}

const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** Opens the envelope of a push subscription, `{message: {data, messageId}}`; what has none is taken as it is. */
export function openPush(payload: unknown): Result<Pushed> {
  const message = isFields(payload) ? payload['message'] : undefined;
  if (!isFields(message)) {
    return ok({ payload, messageId: null, publishTime: null, attributes: {} });
  }
  const messageId = firstTextOf(message, ['messageId', 'message_id'], 256);
  const { data, attributes } = message;
  if (messageId === null || typeof data !== 'string' || !base64.test(data)) {
    return failed('The message of Pub/Sub must have "messageId" and "data" in base64.');
  }
  const bytes = decoded(data);
  if (bytes === null) return failed('The data of the message are not whole base64.');
  const inner = parsePayload(new TextDecoder().decode(bytes));
  if (!inner.ok) return failed(`The data of the message: ${inner.reason}`);
  return ok({
    payload: inner.value,
    messageId,
    publishTime: firstTextOf(message, ['publishTime', 'publish_time'], 64),
    attributes: isFields(attributes) ? attributes : {},
  });
}

function decoded(data: string): Uint8Array | null {
  try {
    const text = atob(data.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
