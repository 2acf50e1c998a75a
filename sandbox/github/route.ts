import type { Hub } from './hub.ts';
import type { Account, Actor, Repository, State } from './state.ts';

/** A request that has been matched to a route, authenticated and allowed. */
export interface Request {
  readonly hub: Hub;
  readonly state: State;
  readonly actor: Actor;
  /** Who acts. Throws a 401 for an anonymous actor. */
  readonly account: Account;
  /** The repository of the path. Throws a 404 where the path names none, or one that the actor can't see. */
  readonly repository: Repository;
  /** A part of the path, decoded. */
  readonly param: (name: string) => string;
  /** A part of the path that must be a whole number; else 404. */
  readonly id: (name: string) => number;
  readonly query: URLSearchParams;
  /** The JSON body; empty where there is none. It was held to GitHub's description before. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The bytes of the body, for uploads. */
  readonly bytes: Uint8Array;
  readonly header: (name: string) => string | null;
}

/** What a route answers. */
export type Reply =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Split into pages by `per_page` and `page`; `key` names the list where GitHub wraps it with its `total_count`. */
  | {
      readonly kind: 'list';
      readonly count: number;
      /** The items from one place up to another, made when their page is asked for. */
      readonly items: (from: number, to: number) => Promise<readonly unknown[]>;
      readonly key?: string;
    }
  | { readonly kind: 'empty'; readonly status: number }
  | {
      readonly kind: 'bytes';
      readonly contentType: string;
      readonly bytes: Uint8Array;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'redirect'; readonly location: string };

/** Who may call a route. */
export type Need =
  /** The app itself, by its JWT. */
  | 'app'
  /** Anybody, also without a token. */
  | 'anybody'
  /** A token of any kind. */
  | 'token'
  | {
      /** The permission of an installation's or a job's token, such as `contents`. Several: one of them. */
      readonly permission: string | readonly string[];
      readonly level: 'read' | 'write';
      /** What a person needs in the repository; default: the level. */
      readonly person?: 'read' | 'triage' | 'write' | 'admin';
    };

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As Hono writes it: `/repos/:owner/:repo/contents/:path{.+}`. */
  readonly path: string;
  readonly need: Need;
  /** An address of GitHub's pages or storage, which no description of its API knows. */
  readonly web?: true;
  handle(request: Request): Reply | Promise<Reply>;
}

/** What is wrong: with which field, or in a sentence. */
type Errors = readonly (Readonly<Record<string, unknown>> | string)[];

/** An answer that is an error, as GitHub words it. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly errors: Errors | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    errors?: Errors,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function json(body: unknown, status = 200): Reply {
  return { kind: 'json', status, body };
}

export function created(body: unknown): Reply {
  return json(body, 201);
}

export function list(items: readonly unknown[], key?: string): Reply {
  return listOf(items, (item) => item, key);
}

/** A list of which only the page that is asked for is shown: what costs time for each item. */
export function listOf<Item>(
  items: readonly Item[],
  show: (item: Item) => unknown,
  key?: string,
): Reply {
  return {
    kind: 'list',
    count: items.length,
    items: (from, to) => Promise.all(items.slice(from, to).map(show)),
    ...(key === undefined ? {} : { key }),
  };
}

export function empty(status = 204): Reply {
  return { kind: 'empty', status };
}

export function notFound(): HttpError {
  return new HttpError(404, 'Not Found');
}

/** 422 with one sentence and, where GitHub gives it, what is wrong with which field. */
export function invalid(message: string, errors?: Errors): HttpError {
  return new HttpError(422, message, errors);
}

/** The value of a table, or 404. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw notFound();
  return value;
}

/** A text of the body; the description has already said that it is one where it is given. */
export function text(body: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = body[key];
  return typeof value === 'string' ? value : null;
}
