import { InputError, UnavailableError } from '../../core/errors.ts';
import type { InboxReport } from '../../core/inbox/report.ts';
import type { Desk } from './desk.ts';
import { isReport } from './report.ts';

const patienceMs = 15_000;

/** The inbox of a running app, asked over HTTP with its ASSAY_ADMIN_TOKEN. */
export function remoteDesk(url: string, token: string): Desk {
  const base = url.replace(/\/+$/, '');
  const authorization = `Basic ${Buffer.from(`admin:${token}`).toString('base64')}`;
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${base}${path}`, {
      headers: { accept: 'application/json', 'content-type': 'application/json', authorization },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw unreachable(base, cause);
    });
    if (response.ok) return response.json().catch(() => null);
    await response.body?.cancel();
    throw refusal(base, response.status);
  };
  const putBack = async (which: object): Promise<number> => {
    const answer = await ask('/inbox/replay', which);
    const { replayed } = (answer ?? {}) as { readonly replayed?: unknown };
    if (typeof replayed === 'number') return replayed;
    throw strange(base);
  };
  return {
    async report(): Promise<InboxReport> {
      const answer = await ask('/inbox');
      if (isReport(answer)) return answer;
      throw strange(base);
    },
    replay: (id) => putBack({ id }),
    replayAll: () => putBack({ all: true }),
    close: () => Promise.resolve(),
  };
}

function unreachable(base: string, cause: unknown): UnavailableError {
  const { message, cause: deeper } = cause as Error;
  const reason = deeper instanceof Error && deeper.message !== '' ? deeper.message : message;
  return new UnavailableError(
    'no-app',
    `The app can't be reached at ${base} (${reason}): give its address by --url.`,
    { cause },
  );
}

function refusal(base: string, status: number): InputError | UnavailableError {
  if (status === 401) {
    return new InputError(
      'wrong-token',
      `The app at ${base} does not accept ASSAY_ADMIN_TOKEN: it must be the one that the app was started with.`,
    );
  }
  if (status === 404) {
    return new InputError(
      'no-inbox-page',
      `${base} serves no page of the inbox: start the app with ASSAY_ADMIN_TOKEN, and give the address of ASSAY_OPERATIONS_PORT, if it has one, by --url.`,
    );
  }
  return new UnavailableError('app-refuses', `The app at ${base} answered ${status}; try again.`);
}

function strange(base: string): InputError {
  return new InputError(
    'not-the-app',
    `What ${base} answers is not an inbox of this version: give the app's address by --url.`,
  );
}
