import { type Dialect, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';

/** How long a statement may take before the database counts as gone. */
const statementMs = 10_000;
const connectMs = 5_000;

/** A pool of connections. `lost` hears of one that broke while nobody used it. */
export function postgresDialect(url: string, lost: (error: Error) => void): Dialect {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs,
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
  return new PostgresDialect({ pool });
}
