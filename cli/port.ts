import { InputError } from '../core/errors.ts';

/** A port that a person gave by `--port`; null for none. Throws an InputError for what is none. */
export function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InputError('bad-port', `--port must be a number up to 65535; found ${text}.`);
}
