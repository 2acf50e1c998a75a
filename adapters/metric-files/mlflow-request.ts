import { setTimeout as wait } from 'node:timers/promises';
import { InputError, UnavailableError } from '../../core/errors.ts';

/** How long a request may take, and how long to wait before each further try; in milliseconds. */
export interface Patience {
  readonly timeout: number;
  readonly waits: readonly number[];
}

export const usualPatience: Patience = { timeout: 30_000, waits: [1_000, 4_000] };

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

const largestAnswerBytes = 8 * 1024 * 1024;
const mostRedirects = 5;

/**
 * GETs a text, and tries again while the server can't be reached or is overloaded. Redirects are followed on the same
 * origin only, so that no credentials leave it. Throws an UnavailableError when no try succeeds, and an InputError
 * for a redirect elsewhere and for an answer beyond 8 MiB.
 */
export async function getText(
  address: URL,
  headers: Readonly<Record<string, string>>,
  patience: Patience,
): Promise<Answer> {
  for (const pause of patience.waits) {
    try {
      const answer = await getOnce(address, headers, patience.timeout);
      if (!isOverloaded(answer)) return answer;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
    }
    await wait(pause);
  }
  const answer = await getOnce(address, headers, patience.timeout);
  if (!isOverloaded(answer)) return answer;
  throw new UnavailableError(
    'mlflow-unavailable',
    `The MLflow server at ${address.origin} answered with the status ${answer.status}: look at its log, and re-run the job when it is well.`,
  );
}

function isOverloaded({ status }: Answer): boolean {
  return status === 429 || status >= 500;
}

async function getOnce(
  address: URL,
  headers: Readonly<Record<string, string>>,
  timeout: number,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await follow(address, { headers, signal, redirect: 'manual' });
    return { status: response.status, text: await readBody(response, address) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw unreachable(
      address,
      signal.aborted ? `no answer within ${timeout / 1000} s` : null,
      error,
    );
  }
}

async function follow(address: URL, request: RequestInit): Promise<Response> {
  let current = address;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(current, request);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel();
    current = new URL(location, current);
    if (current.origin !== address.origin) throw redirected(address, current);
  }
  throw new InputError(
    'mlflow-redirect',
    `The MLflow server at ${address.origin} redirects in a circle: name the address of its API in evaluate.mlflow.tracking_uri.`,
  );
}

async function readBody(response: Response, address: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > largestAnswerBytes) {
      throw new InputError(
        'mlflow-answer',
        `The MLflow server at ${address.origin} answered with more than ${largestAnswerBytes} bytes: check that evaluate.mlflow.tracking_uri is its address, and log fewer metrics, parameters and tags in the run.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function redirected(from: URL, to: URL): InputError {
  return new InputError(
    'mlflow-redirect',
    `The MLflow server at ${from.origin} redirects to ${to.origin}, which may be a login page, and where no credentials are sent: name the address of its API in evaluate.mlflow.tracking_uri.`,
  );
}

function unreachable(address: URL, reason: string | null, cause: unknown): UnavailableError {
  return new UnavailableError(
    'mlflow-unreachable',
    `The MLflow server at ${address.origin} can't be reached (${reason ?? codeOf(cause)}): check evaluate.mlflow.tracking_uri, and that the server is up and open to this runner.`,
    { cause },
  );
}

/** Such as ECONNREFUSED; fetch hides it in the cause. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : 'no connection';
}
