import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checker, createChecker } from './checker.ts';
import { type ApiExtract, isObject, type WebhookExtract } from './description.ts';
import { mayAnswer } from './looseness.ts';
import { createMatcher, type Operation } from './match.ts';
import { hasBody, requestProblems } from './request.ts';

/** A request as it reached the API: the path undecoded, without `/api/v3` and without a query. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** What the JSON says; `undefined` where there is none, or bytes. */
  readonly body: unknown;
}

/** A response as it goes out. */
export interface SentResponse {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** What the JSON says; `undefined` where there is none, as of a redirect, or bytes. */
  readonly body: unknown;
  /** Where given, a documented `Location` must be there. */
  readonly headers?: Headers;
}

/** Holds requests, responses and webhooks to GitHub's own descriptions. Each answer is null, or one sentence. */
export interface Validator {
  operation(method: string, path: string): Operation | null;
  /** An undocumented query parameter or key of the body is a violation too. */
  request(request: SentRequest): string | null;
  response(response: SentResponse): string | null;
  /** The payload as it is on the wire, by its event and its `action`. */
  webhook(webhook: { readonly event: string; readonly payload: unknown }): string | null;
}

/** A validator over the committed extracts; it takes some 30 ms, and each schema compiles when first needed. */
export function createValidator(): Validator {
  const api = readJson('api.json') as ApiExtract;
  const webhooks = readJson('webhooks.json') as WebhookExtract;
  const operation = createMatcher(Object.keys(api.operations));
  const check = createChecker([api, webhooks]);
  return {
    operation,
    request({ method, path, query, body }) {
      const found = operation(method, path);
      if (found === null) return unknownOperation(method, path);
      return sentence(found.name, requestProblems(check, api, found, { query, body }));
    },
    response(sent) {
      const found = operation(sent.method, sent.path);
      if (found === null) return unknownOperation(sent.method, sent.path);
      const subject = `${String(sent.status)} of ${found.name}`;
      return sentence(subject, responseProblems(check, api, found, sent));
    },
    webhook({ event, payload }) {
      const action = isObject(payload) ? String(payload['action']) : 'none';
      const name = [`${event}.${action}`, event].find((key) => key in webhooks.events);
      const schema = name === undefined ? undefined : webhooks.events[name];
      if (name === undefined || schema === undefined) {
        return `The event ${event} with the action ${action} is not documented, or not in sandbox/openapi/events.ts.`;
      }
      const problem = check({
        subject: name,
        part: 'payload',
        value: payload,
        schema: () => schema,
      });
      return sentence(`The event ${name}`, problem === null ? [] : [problem]);
    },
  };
}

function responseProblems(
  check: Checker,
  api: ApiExtract,
  { name }: Operation,
  { method, status, body, headers }: SentResponse,
): readonly string[] {
  const documented = api.operations[name]?.responses[String(status)];
  if (documented === undefined) {
    return mayAnswer(method.toUpperCase(), status) ? [] : ['the status is not documented'];
  }
  const problems: string[] = [];
  if (headers?.has('location') === false && documented.headers?.includes('Location') === true) {
    problems.push('the header Location is missing');
  }
  const { schema } = documented;
  if (schema === undefined) {
    if (status < 400 && hasBody(body)) problems.push('a body is not documented');
  } else if (body !== undefined) {
    const subject = `${String(status)} of ${name}`;
    const problem = check({ subject, part: 'body', value: body, schema: () => schema });
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

/** Not validated: it is committed, and a test compiles all of it. */
function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
}

function unknownOperation(method: string, path: string): string {
  return `${method.toUpperCase()} ${path} is not documented, or not in sandbox/openapi/operations.ts.`;
}

function sentence(subject: string, problems: readonly string[]): string | null {
  return problems.length === 0 ? null : `${subject}: ${problems.join('; ')}.`;
}
