import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examineDrift } from '../../../core/drift/index.ts';
import { InputError } from '../../../core/errors.ts';
import { defaults } from '../../core/drift/monitored.ts';
import { engines } from './engines.ts';
import { parquetFiles } from './parquet-file.ts';
import { plainRequest, profileFiles } from './request.ts';
import { temporaryFolder } from '../temporary.ts';

describe.each(engines)('the engine $name', (engine) => {
  it.each([
    ['an empty file', '', 'no-header'],
    ['a ragged row', 'a,b\n1,2\n3\n', 'ragged-row'],
    ['a quote that is not closed', 'a,b\n1,"2\n', 'unreadable-csv'],
    ['two columns of one name', 'a,a\n1,2\n', 'bad-header'],
  ])('refuses %s, naming the file', async (_, content, code) => {
    const failed = await failure(profileFiles(engine, { 'day 1.csv': content }));
    // DuckDB says in its own words what is wrong with rows: the engine is then chosen anew.
    if (engine.name === 'duckdb' && !(failed instanceof InputError)) return;
    expect(failed).toMatchObject({ code });
    expect(String(failed)).toContain('day 1.csv');
  });

  it('refuses a Parquet file that is cut off, naming the file', async () => {
    const [file] = await parquetFiles('select i from range(5000) r(i)');
    const bytes = await readFile(file?.path ?? '');
    const cut = profileFiles(engine, { 'cut.parquet': bytes.subarray(0, bytes.length / 2) });
    expect(String(await failure(cut))).toContain('cut.parquet');
  });

  it('refuses a time that no file has, with the name that was meant', async () => {
    const failed = await failure(
      profileFiles(engine, { 'x.csv': 'time,a\n2024-01-01,1\n' }, { time: 'tiem' }),
    );
    expect(failed).toMatchObject({ code: 'no-column' });
    expect(String(failed)).toContain('did you mean time?');
  });

  it('profiles one row, a constant, nothing but missing values, and no row at all', async () => {
    const one = await profileFiles(engine, { 'x.csv': 'a,b\n1.5,\n' }, { parts: 10, sample: 10 });
    expect(one.profiled.whole.columns.get('a')).toMatchObject({ kind: 'numeric', rows: 1 });
    expect(one.profiled.whole.columns.get('b')).toMatchObject({ rows: 1, missing: 1 });
    expect(one.profiled.types.get('b')).toBe('empty');
    expect(one.calibration.size).toBe(0);
    const none = await profileFiles(engine, { 'x.csv': 'a,b\n' }, { parts: 10, sample: 10 });
    expect(none.profiled.whole.rows).toBe(0);
    expect(none.profiled.whole.columns.get('a')).toMatchObject({ rows: 0 });
  });

  it('reads files and columns whose names are made to be more than names', async () => {
    const name = `a'; drop table x; --"b"`;
    const columns = `"${name.replaceAll('"', '""')}","; select 1"`;
    const { profiled } = await profileFiles(engine, {
      "it's [odd]*?.csv": `${columns}\n1.5,x\n2.5,y\n`,
    });
    expect([...profiled.whole.columns.keys()]).toEqual([name, '; select 1']);
    expect(profiled.whole.columns.get(name)).toMatchObject({ kind: 'numeric', rows: 2 });
  });

  it('notes rows without a time, with one that is none, and in the future, and goes on', async () => {
    const times = ['2025-12-30', '2025-12-30T10:00+02:00', '', 'yesterday', '2030-01-01'];
    const content = ['t,x', ...times.map((time) => `${time},1`)].join('\n');
    const windows = { lengthMs: 86_400_000, count: 5 };
    const { profiled } = await profileFiles(engine, { 'x.csv': content }, { time: 't', windows });
    expect(profiled.withoutWindow).toBe(3);
    expect(profiled.windows.map(({ rows }) => rows)).toEqual([2]);
    expect(profiled.span).toEqual({ start: '2025-12-30T00:00Z', end: '2025-12-30T08:00Z' });
  });

  it('judges no window that has not ended', async () => {
    const content = 't,x\n2025-12-30,1\n2025-12-31T23:59,1\n2026-01-01T00:00,1\n';
    const windows = { lengthMs: 86_400_000, count: 5 };
    const now = new Date('2026-01-01T12:00:00Z');
    const { profiled } = await profileFiles(
      engine,
      { 'x.csv': content },
      { time: 't', windows, now },
    );
    expect(profiled.windows.map(({ end }) => new Date(end).toISOString())).toEqual([
      '2025-12-31T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ]);
  });

  it('bears thousands of columns', async () => {
    // DuckDB has no room for 2,000 columns of texts: then the other engine reads them.
    const length = engine.name === 'builtin' ? 10_000 : 1_000;
    const names = Array.from({ length }, (_, index) => `c${index}`);
    const row = names.map((_, index) => index + 0.5).join(',');
    const content = `${names.join(',')}\n${row}\n${row}\n`;
    const { profiled } = await profileFiles(engine, { 'wide.csv': content });
    expect(profiled.whole.columns.size).toBe(length);
    expect(profiled.whole.columns.get(`c${length - 1}`)).toMatchObject({
      kind: 'numeric',
      rows: 2,
    });
  });

  it('counts categories of which there are tens of thousands, and they have an outcome', async () => {
    const files = await parquetFiles("select 'c' || (i % 40000) as c from range(200000) r(i)");
    const like = new Map([['c', { kind: 'categorical', coding: 'texts' } as const]]);
    const { profiled } = await engine.profile({ ...plainRequest, files, like });
    const column = profiled.whole.columns.get('c');
    if (column?.kind !== 'categorical') throw new TypeError('There are no categories.');
    const named = [...column.levels.values()].reduce((sum, rows) => sum + rows, 0);
    expect(named + column.rest.rows).toBe(200_000);
    expect((column.levels.size + column.rest.levels) / 40_000).toBeCloseTo(1, 1);
    const found = examineDrift({
      reference: { profile: profiled.whole, types: profiled.types, calibration: new Map() },
      current: profiled,
      now: plainRequest.now,
      options: defaults,
    });
    expect(found.features).toMatchObject([{ feature: 'c', outcome: 'unreadable' }]);
  });

  it('stops when it is told to', async () => {
    const folder = await temporaryFolder({ 'x.csv': 'a\n1.5\n' });
    const files = [{ path: join(folder, 'x.csv'), shown: 'x.csv' }];
    const reason = new Error('enough');
    const stopped = engine.profile({ ...plainRequest, files, signal: AbortSignal.abort(reason) });
    await expect(stopped).rejects.toBe(reason);
  });
});

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new TypeError('It did not fail.');
}
