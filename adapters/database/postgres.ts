import { type Dialect, PostgresDialect, type PostgresPool } from 'kysely';
import { Pool, types } from 'pg';

/** How long a statement may take before the database counts as gone. */
const statementMs = 10_000;
const lockMs = 5_000;
const idleMs = 15_000;
const connectMs = 5_000;

/** A pool of connections. `lost` hears of one that broke while nobody used it. */
export function postgresDialect(url: string, lost: (error: Error) => void): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: connectMs,
    // The server ends what takes too long, and gives up the locks of who has vanished in the middle; then we do.
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleMs,
    query_timeout: statementMs + 2_000,
    keepAlive: true,
    application_name: 'assay',
    types: {
      // The driver gives numbers of this type as text: our times and ids fit a number.
      getTypeParser: ((
        type: (typeof types.builtins)[keyof typeof types.builtins],
        format?: 'text',
      ) =>
        type === types.builtins.INT8
          ? Number
          : types.getTypeParser(type, format)) as typeof types.getTypeParser,
    },
  });
  pool.on('error', lost);
  // The pool listens only to those that nobody uses: one that breaks in use would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  return new PostgresDialect({ pool: withoutBroken(pool) });
}

/**
 * The pool as Kysely uses it. A connection that did not answer in time is not used again: the answer to an earlier
 * question may still come, or none any more.
 */
function withoutBroken(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      let broken: Error | undefined;
      const ask = client.query.bind(client) as (
        ...question: readonly unknown[]
      ) => Promise<unknown>;
      const query = async (...question: readonly unknown[]): Promise<unknown> => {
        try {
          return await ask(...question);
        } catch (error) {
          if (error instanceof Error && /timeout/i.test(error.message)) broken = error;
          throw error;
        }
      };
      return new Proxy(client, {
        get(target, name) {
          if (name === 'query') return query;
          if (name === 'release') {
            return () => {
              target.release(broken);
            };
          }
          return Reflect.get(target, name) as unknown;
        },
      });
    },
  };
}
