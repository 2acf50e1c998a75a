import { tmpdir } from 'node:os';
import { builtin } from '../../../adapters/engine/builtin.ts';
import { duckdbEngine } from '../../../adapters/engine/duckdb.ts';

/** DuckDB as npm has installed it for tests. */
export const duckdb = duckdbEngine(() => import('@duckdb/node-api'), tmpdir());

/** Every engine: each does the same as the others. */
export const engines = [builtin, duckdb] as const;
