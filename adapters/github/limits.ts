import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../database/open.ts';
import { RateLimitedError } from '../../core/errors.ts';

/** GitHub allows 80 calls a minute that create content, and asks for pauses between them. */
export const contentIntervalMs = 750;
/** What GitHub asks for where it doesn't say how long to wait. */
const usualPauseMs = 60_000;
/** What another process may have been told is looked for so often. */
const freshMs = 1_000;
/** This part of the hour's budget is not for work that nobody waits for. */
const keptShare = 0.1;

/** What an installation may still ask for in the hour, as GitHub told it last. */
export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

/** GitHub's limits for each installation, kept by all replicas together. */
export interface Limits {
  /** Throws a RateLimitedError while GitHub wants no calls of this installation, whichever process it has told so. */
  admit(installation: number): Promise<void>;
  /** Throws a RateLimitedError where so little of the hour's budget is left that it is kept for what people wait for. */
  spare(installation: number): void;
  /** Waits for the turn of a call that creates content: there is one queue for each installation. */
  turn(installation: number, signal: AbortSignal | null): Promise<void>;
  /** Reads the budget from an answer's headers. */
  heard(installation: number, headers: Readonly<Record<string, unknown>>): void;
  /** The error to throw in the place of GitHub's refusal, where it was for calling too often; else null. */
  refused(installation: number, error: unknown): Promise<RateLimitedError | null>;
  readonly budgets: () => ReadonlyMap<number, Budget>;
}

/** The limits of a database's installations. `intervalMs` 0 leaves calls that create content unspaced. */
export function createLimits(database: Database, intervalMs: number): Limits {
  const budgets = new Map<number, Budget>();
  const paused = new Map<number, number>();
  const pause = (installation: number, until: number): void => {
    paused.set(installation, Math.max(until, paused.get(installation) ?? 0));
  };
  const check = (installation: number): void => {
    const until = paused.get(installation) ?? 0;
    if (until <= database.now()) return;
    throw new RateLimitedError(pauseSentence(installation, until), until);
  };
  const readAt = new Map<number, number>();
  const learn = async (installation: number): Promise<void> => {
    const now = database.now();
    if (now - (readAt.get(installation) ?? 0) < freshMs) return;
    readAt.set(installation, now);
    const row = await database.db
      .selectFrom('assay_limit')
      .select('paused_until')
      .where('installation', '=', installation)
      .executeTakeFirst();
    if (row !== undefined) pause(installation, row.paused_until);
  };
  return {
    async admit(installation) {
      await learn(installation);
      check(installation);
    },
    spare(installation) {
      const budget = budgets.get(installation);
      if (budget === undefined || budget.remaining >= budget.limit * keptShare) return;
      const until = budget.resetAt.getTime();
      if (until <= database.now()) return;
      throw new RateLimitedError(
        `The installation ${installation} has ${budget.remaining} calls left in this hour, which are kept for what people wait for.`,
        until,
      );
    },
    async turn(installation, signal) {
      if (intervalMs === 0) return;
      const now = database.now();
      const row = await database.db
        .insertInto('assay_limit')
        .values({ installation, content_at: now + intervalMs, paused_until: 0 })
        .onConflict((conflict) =>
          conflict.column('installation').doUpdateSet((row) => ({
            content_at: row
              .case()
              .when('assay_limit.content_at', '>', now)
              .then(row('assay_limit.content_at', '+', intervalMs))
              .else(now + intervalMs)
              .end(),
          })),
        )
        .returning(['content_at', 'paused_until'])
        .executeTakeFirstOrThrow();
      pause(installation, row.paused_until);
      check(installation);
      const pauseMs = row.content_at - intervalMs - now;
      if (pauseMs > 0) await wait(pauseMs, undefined, signal === null ? {} : { signal });
    },
    heard(installation, headers) {
      // Searches and the like have budgets of their own.
      const resource = headers['x-ratelimit-resource'] ?? 'core';
      if (resource !== 'core') return;
      const limit = Number(headers['x-ratelimit-limit']);
      const remaining = Number(headers['x-ratelimit-remaining']);
      const reset = Number(headers['x-ratelimit-reset']);
      if (![limit, remaining, reset].every((number) => Number.isFinite(number))) return;
      budgets.set(installation, { limit, remaining, resetAt: new Date(reset * 1_000) });
    },
    async refused(installation, error) {
      const until = refusedUntil(error, database.now());
      if (until === null) return null;
      pause(installation, until);
      await database.db
        .insertInto('assay_limit')
        .values({ installation, content_at: 0, paused_until: until })
        .onConflict((conflict) =>
          conflict
            .column('installation')
            .doUpdateSet({ paused_until: until })
            .where('assay_limit.paused_until', '<', until),
        )
        .execute();
      return new RateLimitedError(pauseSentence(installation, until), until, { cause: error });
    },
    budgets() {
      // An hour that is over tells nothing of the next.
      for (const [installation, { resetAt }] of budgets) {
        if (resetAt.getTime() <= database.now()) budgets.delete(installation);
      }
      return budgets;
    },
  };
}

function pauseSentence(installation: number, until: number): string {
  return `GitHub wants no calls of the installation ${installation} until ${new Date(until).toISOString()}.`;
}

/** Until when GitHub wants no more calls, as its refusal says; null where that was not the reason. */
export function refusedUntil(error: unknown, now: number): number | null {
  const { status, message, response } = error as {
    readonly status?: unknown;
    readonly message?: unknown;
    readonly response?: { readonly headers?: Readonly<Record<string, unknown>> };
  };
  if (status !== 403 && status !== 429) return null;
  const headers = response?.headers ?? {};
  const after = Number(headers['retry-after']);
  if (Number.isFinite(after) && headers['retry-after'] !== '') return now + after * 1_000;
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']) * 1_000;
    // It counts by whole seconds.
    if (Number.isFinite(reset)) return Math.max(reset, now) + 1_000;
  }
  const about = typeof message === 'string' ? message : '';
  return status === 429 || /rate limit/i.test(about) ? now + usualPauseMs : null;
}
