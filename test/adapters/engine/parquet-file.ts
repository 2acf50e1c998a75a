import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DataFile } from '../../../adapters/tabular/data-file.ts';
import { temporaryFolder } from '../temporary.ts';

/** Parquet files of what these queries answer, in a folder that goes with the test. */
export async function parquetFiles(...queries: readonly string[]): Promise<readonly DataFile[]> {
  const folder = await temporaryFolder();
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const files: DataFile[] = [];
  for (const [index, query] of queries.entries()) {
    const path = join(folder, `part-${index}.parquet`);
    await connection.run(`copy (${query}) to '${path}' (format parquet, row_group_size 2048)`);
    files.push({ path, shown: `part-${index}.parquet` });
  }
  connection.closeSync();
  instance.closeSync();
  return files;
}
