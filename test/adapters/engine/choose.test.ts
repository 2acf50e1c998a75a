import { readdir } from 'node:fs/promises';
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

const never = () => Promise.reject(new Error('It was fetched.'));
const fetched = (): Promise<typeof import('@duckdb/node-api')> => import('@duckdb/node-api');

describe('the choice of an engine', () => {
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

  it('lets the own readers say what is wrong with rows that DuckDB does not read', async () => {
    const ragged = 'a,b\n1,2\n3\n';
    await expect(profileWith('duckdb', fetched, ragged)).rejects.toMatchObject({
      code: 'ragged-row',
      line: 3,
    });
  });
});
