import { type DestinationStream, type Logger, pino } from 'pino';
import { withoutQueries } from '../../core/text/without-queries.ts';

export type { Logger } from 'pino';

/** What Probot and Octokit would write of a request or a token never stands in a log. */
const secrets = [
  'headers.authorization',
  '*.headers.authorization',
  'request.headers',
  'authorization',
  'token',
  '*.token',
  'privateKey',
  'secret',
];

/** A log of one JSON object a line. `level` is one of pino's: fatal, error, warn, info, debug, trace, silent. */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: { name: 'assay' },
    redact: { paths: secrets, censor: '[hidden]' },
    serializers: { err: plainError, error: plainError },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
  };
  return stream === undefined ? pino(options) : pino(options, stream);
}

/** What a log may say of an error: an error of Octokit's carries its whole request. */
function plainError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutQueries(String(error)) };
  const { status, code } = error as { readonly status?: unknown; readonly code?: unknown };
  return {
    type: error.name,
    message: withoutQueries(error.message),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    stack: withoutQueries(error.stack ?? ''),
  };
}
