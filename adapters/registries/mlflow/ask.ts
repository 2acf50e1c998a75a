import { InputError } from '../../../core/errors.ts';
import type { Client } from './client.ts';
import { type Body, exchange, type Received, type Sent } from './exchange.ts';
import { failure, type Refusal } from './failure.ts';

/** What a server answered to a question of its REST API. */
export type Answer =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** One question: what it is for, and MLflow's endpoint, such as `GET runs/get`, with its arguments. */
export interface Question {
  readonly doing: string;
  readonly endpoint: `${'GET' | 'POST' | 'DELETE'} ${string}`;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const largestAnswerBytes = 8 * 1024 * 1024;

/**
 * Asks MLflow's REST API 2.0 once. Throws what `failure` makes of a refusal whose code, or status, is not among the
 * expected.
 */
export async function ask(
  client: Client,
  question: Question,
  expected: readonly (string | number)[] = [],
): Promise<Answer> {
  const { doing } = question;
  const received = await exchange(client, sentFor(client, question));
  if (received.status !== 200) {
    const refusal = await refusalOf(received);
    const isExpected = expected.includes(refusal.code) || expected.includes(refusal.status);
    if (isExpected) return { kind: 'refused', refusal };
    throw failure(client, doing, refusal);
  }
  const text = await textOf(received, largestAnswerBytes);
  if (text === null) throw notMlflow(client, doing);
  try {
    return { kind: 'done', value: JSON.parse(text) as unknown };
  } catch {
    throw notMlflow(client, doing);
  }
}

/** As `ask`, for what must succeed. */
export async function told(client: Client, question: Question): Promise<unknown> {
  const answer = await ask(client, question);
  return answer.kind === 'done' ? answer.value : null;
}

function sentFor({ server, patience }: Client, { doing, endpoint, ...question }: Question): Sent {
  const [method, path] = endpoint.split(' ') as ['GET' | 'POST' | 'DELETE', string];
  const url = `${server.base}/api/2.0/${path}`;
  const sent = { doing, method, within: patience.answer };
  if (method === 'GET') {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(question.arguments)) query.set(key, String(value));
    return { ...sent, url: `${url}?${query.toString()}` };
  }
  const bytes = Buffer.from(JSON.stringify(question.arguments));
  return { ...sent, url, contentType: 'application/json', body: bodyOfBytes(bytes) };
}

/** Bytes in memory as the body of a request. */
export function bodyOfBytes(bytes: Uint8Array): Body {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { bytes: bytes.length, open };
}

/** What stands in the body of an answer that is no success. */
export async function refusalOf(received: Received): Promise<Refusal> {
  const text = (await textOf(received, 64 * 1024)) ?? '';
  const seconds = Number(received.retryAfter ?? 'NaN');
  return {
    status: received.status,
    waitMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null,
    ...wordsOf(text),
  };
}

function wordsOf(text: string): Pick<Refusal, 'code' | 'said'> {
  try {
    const { error_code: code, message } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return { code: typeof code === 'string' ? code : '', said: firstWords(message) };
  } catch {
    return { code: '', said: text.trimStart().startsWith('<') ? '' : firstWords(text) };
  }
}

/** Enough to tell what is wrong, on one line. */
function firstWords(message: unknown): string {
  if (typeof message !== 'string') return '';
  return message
    .replaceAll(/[\p{Cc}\s"]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** The text of a body; null for one that is longer. */
export async function textOf(
  { body }: Pick<Received, 'body'>,
  most: number,
): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The answer has not the form that MLflow's API gives it. */
export function notMlflow({ server }: Client, doing: string): InputError {
  return new InputError(
    'mlflow-answer',
    `What the server at ${server.base} answered ${doing} is not an answer of MLflow: check that registry.tracking_uri is the address of an MLflow server, and that no login page lies before it.`,
  );
}
