import { sql } from 'kysely';

/** Written out rather than bound: only then do the engines use the indexes that cover just these rows. */
export const isWaiting = sql<boolean>`state = 'waiting'`;
export const isRunning = sql<boolean>`state = 'running'`;
export const isDead = sql<boolean>`state = 'dead'`;
export const isPending = sql<boolean>`state in ('waiting', 'running')`;
