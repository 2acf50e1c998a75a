/** `npm start`: runs the app with what the environment says, until SIGTERM or SIGINT. */
import { once } from 'node:events';
import { AssayError, InputError, UnavailableError } from '../core/errors.ts';
import { type AppSettings, appSettings } from '../adapters/app-settings.ts';
import { createLog } from './operations/log.ts';
import { type RunningApp, startApp } from './start.ts';

async function start({ logLevel, ...options }: AppSettings): Promise<RunningApp> {
  try {
    return await startApp({ ...options, log: createLog(logLevel) });
  } catch (cause) {
    if (cause instanceof AssayError) throw cause;
    const api = options.baseUrl ?? 'https://api.github.com';
    const { status, code, port } = cause as {
      readonly status?: unknown;
      readonly code?: unknown;
      readonly port?: unknown;
    };
    if (status === 401 || status === 404) {
      throw new InputError(
        'not-the-app',
        `${api} does not know this app (${status}): ASSAY_APP_ID and ASSAY_PRIVATE_KEY must be of one app that is registered there.`,
        { cause },
      );
    }
    if (typeof status === 'number') {
      throw new UnavailableError('github-unavailable', `${api} answered ${status}; try again.`, {
        cause,
      });
    }
    if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      const taken = typeof port === 'number' ? port : options.port;
      const place = `port ${taken} of ${options.host ?? '127.0.0.1'}`;
      throw new InputError(
        'no-port',
        `The app can't listen on ${place} (${code}): set ${taken === options.operationsPort ? 'ASSAY_OPERATIONS_PORT' : 'PORT'} or HOST to others.`,
        { cause },
      );
    }
    throw cause;
  }
}

/** A second signal ends the process at once, as nothing listens for it any more. */
async function firstSignal(): Promise<string> {
  const heard = new AbortController();
  const { signal } = heard;
  const first = await Promise.race(
    (['SIGTERM', 'SIGINT'] as const).map(async (name) => {
      await once(process, name, { signal });
      return name;
    }),
  );
  heard.abort();
  return first;
}

try {
  const app = await start(await appSettings(process.env));
  process.stderr.write(`The app takes webhooks at ${app.webhookUrl}\n`);
  const signal = await firstSignal();
  process.stderr.write(
    `${signal}: jobs that run are finished or put back; those that wait are kept.\n`,
  );
  await app.close();
} catch (error) {
  if (!(error instanceof AssayError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
