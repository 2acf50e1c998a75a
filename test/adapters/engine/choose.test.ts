import { readdir, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseEngine, type EngineChoice } from '../../../adapters/engine/choose.ts';
import { temporaryFolder } from '../temporary.ts';
import { plainRequest } from './request.ts';

async function profileWith(
  choice: EngineChoice,
  duckdb: Parameters<typeof chooseEngine>[0]['duckdb'],
  content = 'a,b\n1.5,x\n2.5,y\n',
) {
  const folder = await temporaryFolder({ 'x.csv': content });
  const warnings: string[] = [];
  const warn = (message: string): void => {
    warnings.push(message);
  };
  const temporary = join(folder, 'for', 'duckdb');
  const engine = chooseEngine({ choice, duckdb, temporary, warn });
  const files = [{ path: join(folder, 'x.csv'), shown: 'x.csv' }];
  const { profiled } = await engine.profile({ ...plainRequest, files });
  const left = await readdir(temporary).catch(() => null);
  return { rows: profiled.whole.rows, warnings, left };
}

const fetched = (): Promise<typeof import('@duckdb/node-api')> => import('@duckdb/node-api');

const never = () => Promise.reject(new Error('It was fetched.'));

/** How often DuckDB is asked for where a file of texts has so many bytes; nothing is read of it. */
async function askedFor(bytes: number): Promise<number> {
  const folder = await temporaryFolder({ 'x.csv': 'a\n1\n' });
  const path = join(folder, 'x.csv');
  await truncate(path, bytes);
  const stop = new AbortController();
  let asked = 0;
  const duckdb = () => {
    asked += 1;
    return never();
  };
  const engine = chooseEngine({ choice: 'auto', duckdb, temporary: folder, warn: () => {} });
  const reason = new Error('Enough is known.');
  stop.abort(reason);
  const files = [{ path, shown: 'x.csv' }];
  const read = engine.profile({ ...plainRequest, files, signal: stop.signal });
  await expect(read).rejects.toBe(reason);
  return asked;
}

describe('the choice of an engine', () => {
  it('asks for DuckDB from 64 MiB of texts on', async () => {
    expect(await askedFor(64 * 2 ** 20)).toBe(1);
    expect(await askedFor(64 * 2 ** 20 - 1)).toBe(0);
  });

  it('fetches no DuckDB for small files', async () => {
    expect(await profileWith('auto', never)).toEqual({ rows: 2, warnings: [], left: null });
  });

  it('takes DuckDB where it is asked for, and leaves nothing where that may write', async () => {
    let asked = 0;
    const counted = () => {
      asked += 1;
      return fetched();
    };
    expect(await profileWith('duckdb', counted)).toEqual({ rows: 2, warnings: [], left: [] });
    expect(asked).toBe(1);
  });

  it('does without DuckDB, with a warning, where it cannot be had', async () => {
    const { rows, warnings } = await profileWith('duckdb', () =>
      Promise.reject(new Error('No network.\nAt all.')),
    );
    expect(rows).toBe(2);
    expect(warnings).toEqual([
      "DuckDB could not be had (No network.): Assay's own readers do it, which takes longer.",
    ]);
  });

  it.each(['file_row_number', 'File_Index'])(
    'does without DuckDB where a column is called %s as one of its own',
    async (name) => {
      const content = `${name},b\n1.5,x\n2.5,y\n`;
      expect(await profileWith('duckdb', fetched, content)).toEqual({
        rows: 2,
        warnings: [
          "DuckDB could not read the data (a column has the name of one of its own): Assay's own readers do it, which takes longer.",
        ],
        left: [],
      });
    },
  );

  it('reads without DuckDB what has more columns than it has room for', async () => {
    const names = Array.from({ length: 2_000 }, (_, index) => `c${index}`);
    const row = names.map(() => '1.5').join(',');
    const wide = `${names.join(',')}\n${row}\n${row}\n`;
    const { rows, warnings } = await profileWith('duckdb', fetched, wide);
    expect(rows).toBe(2);
    expect(warnings).toEqual([
      expect.stringMatching(/^DuckDB could not read the data \(Out of Memory/),
    ]);
  });

  it('lets the own readers say what is wrong with rows that DuckDB does not read', async () => {
    const ragged = 'a,b\n1,2\n3\n';
    await expect(profileWith('duckdb', fetched, ragged)).rejects.toMatchObject({
      code: 'ragged-row',
      line: 3,
    });
  });
});
