import type { Hub } from '../hub.ts';
import type { Repository, WorkflowRun } from '../state.ts';

/** What a method of the results service is called with. */
export interface TwirpRequest {
  readonly hub: Hub;
  readonly repository: Repository;
  /** The run of the token. */
  readonly run: WorkflowRun;
  readonly jobId: number;
  /** Proto3 JSON with the fields' own names; a field that has its default is absent. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Answers with proto3 JSON: 64-bit numbers are texts. */
export type TwirpMethod = (
  request: TwirpRequest,
) => Promise<Record<string, unknown>> | Record<string, unknown>;

const statuses = {
  invalid_argument: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  already_exists: 409,
  internal: 500,
} as const;

/** An error as the Twirp protocol has them: `{code, msg}`, the status by the code. */
export class TwirpError extends Error {
  override readonly name = 'TwirpError';
  readonly code: keyof typeof statuses;
  readonly status: (typeof statuses)[keyof typeof statuses];

  constructor(code: keyof typeof statuses, message: string) {
    super(message);
    this.code = code;
    this.status = statuses[code];
  }
}

/** A text of the request; empty where it is absent. */
export function textOf(body: Readonly<Record<string, unknown>>, key: string): string {
  const value = body[key] ?? '';
  if (typeof value !== 'string') throw new TwirpError('invalid_argument', `${key} must be a text`);
  return value;
}

/** A text that must be given. */
export function requiredText(body: Readonly<Record<string, unknown>>, key: string): string {
  const value = textOf(body, key);
  if (value === '') throw new TwirpError('invalid_argument', `${key} is required`);
  return value;
}
