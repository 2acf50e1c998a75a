import { type AssayError, InputError, UnavailableError } from '../../../core/errors.ts';
import type { Client } from './client.ts';

/** What a server answered when it did not do what was asked. */
export interface Refusal {
  readonly status: number;
  /** MLflow's own code, such as RESOURCE_DOES_NOT_EXIST; empty where it states none. */
  readonly code: string;
  /** The beginning of its words. */
  readonly said: string;
  /** What it asks to wait, in milliseconds; null where it asks for nothing. */
  readonly waitMs: number | null;
}

/** The server can't do it now, and it is worth another try, after a pause if it asks for one. */
export class PassingError extends UnavailableError {
  readonly waitMs: number | null;

  constructor(code: string, message: string, waitMs: number | null, cause?: unknown) {
    super(code, message, { cause });
    this.waitMs = waitMs;
  }
}

/** The error for a refusal. `doing` says what was asked, such as "the upload of model.bin". */
export function failure(client: Client, doing: string, refusal: Refusal): AssayError {
  const { status, said, waitMs } = refusal;
  const where = `The MLflow server at ${client.server.base}`;
  const answered = `${where} answered ${doing} with the status ${status}`;
  if (status === 401 || status === 403) return refusedCredentials(client, doing, where);
  if (status >= 300 && status < 400) {
    return new InputError(
      'mlflow-redirect',
      `${where} redirects ${doing} to another address, where no credentials are sent: name the address of its API in registry.tracking_uri.`,
    );
  }
  if (said.includes('--no-serve-artifacts')) return notServing(where);
  if (status === 413) {
    return new InputError(
      'mlflow-too-large',
      `${answered}: it, or a proxy before it, takes no file so large. Raise that limit (such as nginx's client_max_body_size) and run the job again.`,
    );
  }
  if (status === 507) {
    return new UnavailableError(
      'mlflow-full',
      `${answered}: it has no room left. Free some there and run the job again; what was uploaded is used.`,
    );
  }
  // The second is how MLflow says that somebody else wrote the same at this moment.
  if (status === 409 || status === 429 || (status === 400 && said.includes('IntegrityError'))) {
    const message = `${answered}: it is busy. Run the job again later; what was uploaded is used.`;
    return new PassingError('mlflow-busy', message, waitMs);
  }
  if (status >= 500) {
    const message = `${answered}: look at its log, where a full disk shows too, and run the job again when it is well.`;
    return new PassingError('mlflow-unavailable', message, waitMs);
  }
  return new InputError(
    'mlflow-answer',
    `${answered}${said === '' ? '' : ` ("${said}")`}: check that registry.tracking_uri is the address under which its API lies.`,
  );
}

function refusedCredentials(client: Client, doing: string, where: string): InputError {
  const what =
    client.authorization === null
      ? 'set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, in the environment, and MLFLOW_TRACKING_URI to this address where no configuration names it'
      : 'check that the credentials in MLFLOW_TRACKING_* are right, and may do this';
  return new InputError('mlflow-refused', `${where} refuses ${doing}: ${what}.`);
}

/** The server keeps no artifacts itself; nothing can be stored through it. */
export function notServing(where: string): InputError {
  return new InputError(
    'mlflow-not-serving',
    `${where} does not serve artifacts, so no model can be stored through it: start it with --serve-artifacts, and run the job again. Nothing was registered.`,
  );
}

/** No answer, or none in time. */
export function unreachable(client: Client, doing: string, cause: unknown): AssayError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reason = typeof code === 'string' ? code : 'the connection broke';
  return new PassingError(
    'mlflow-unreachable',
    `The MLflow server at ${client.server.base} can't be reached for ${doing} (${reason}): check the address, and that it is up and open to this machine, and run the job again.`,
    null,
    cause,
  );
}

/** It took too long. */
export function tooSlow(client: Client, doing: string, milliseconds: number): AssayError {
  return new PassingError(
    'mlflow-slow',
    `The MLflow server at ${client.server.base} did not go on with ${doing} within ${milliseconds / 1_000} s: run the job again when it is well; what was uploaded is used.`,
    null,
  );
}
