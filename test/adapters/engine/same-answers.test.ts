import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtin } from '../../../adapters/engine/builtin.ts';
import type { EngineAnswer, ProfileRequest } from '../../../adapters/engine/engine.ts';
import { shapesOf } from '../../../core/profile/shapes-of.ts';
import { duckdb } from './engines.ts';
import { parquetFiles } from './parquet-file.ts';
import { plainRequest, profileFiles } from './request.ts';

const goldens = fileURLToPath(new URL('../../goldens/parquet/', import.meta.url));
const hour = 3_600_000;

/** A table with a column of each kind, sorted by time: a row a minute, and some without a time or in the future. */
const rowsOf = (from: number, to: number): string => `select
  case when i % 97 = 5 then null when i % 97 = 6 then timestamp '2031-01-01'
    else timestamp '2025-12-30 00:00:00' + to_minutes(i::int) end as t,
  sin(i) * 10 as x, i % 4 as code, (i % 3 = 0) as flag, i::bigint * 1000003 as big,
  case when i % 5 = 0 then null else 'city ' || (i % 7) end as city,
  'free text number ' || i || repeat('!', (i % 11)::int) as note,
  case when i % 50 = 0 then 'nan'::double else i / 7 end as y
  from range(${from}, ${to}) r(i)`;

/** What both engines answer, which must be the same. */
async function sameAnswer(request: Pick<ProfileRequest, 'files'> & Partial<ProfileRequest>) {
  const [one, other] = [
    await builtin.profile({ ...plainRequest, ...request }),
    await duckdb.profile({ ...plainRequest, ...request }),
  ];
  expect(comparable(other)).toEqual(comparable(one));
  return one;
}

/** Sums of the same numbers in another order may differ in the last digit. */
function comparable(answer: EngineAnswer): unknown {
  const round = (value: unknown): unknown => {
    if (typeof value === 'number' && !Number.isInteger(value)) return value.toPrecision(9);
    if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, round(one)]));
    if (value instanceof Float64Array) return [...value].map(round);
    if (Array.isArray(value)) return value.map(round);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, round(one)]));
  };
  return round(answer);
}

describe('both engines', () => {
  it('answer the same on a Parquet file with windows, parts and a sample', async () => {
    const files = await parquetFiles(rowsOf(0, 2_880));
    const { profiled, calibration, sample } = await sameAnswer({
      files,
      time: 't',
      windows: { lengthMs: 24 * hour, count: 5 },
      parts: 10,
      sample: 100,
    });
    expect(
      profiled.windows.map(({ start, rows }) => [new Date(start).toISOString(), rows]),
    ).toEqual([
      ['2025-12-30T00:00:00.000Z', 1410],
      ['2025-12-31T00:00:00.000Z', 1410],
    ]);
    expect(profiled.whole.rows).toBe(2_880);
    expect(profiled.withoutWindow).toBe(60);
    expect(profiled.times).toEqual({
      rows: 2_880,
      last: Date.UTC(2025, 11, 31, 23, 59),
      unit: null,
      future: 30,
      mixedOffsets: false,
    });
    expect(calibration.get('x')?.parts).toBe(7);
    expect(sample?.columns.get('city')).toHaveLength(100);
    const kinds = [...profiled.whole.columns].map(([name, { kind }]) => [name, kind]);
    expect(Object.fromEntries(kinds)).toEqual({
      x: 'numeric',
      code: 'categorical',
      flag: 'categorical',
      big: 'numeric',
      city: 'categorical',
      note: 'text',
      y: 'numeric',
    });
  });

  it('read several files as one table, whichever columns each of them has', async () => {
    const files = await parquetFiles(
      rowsOf(0, 1_500),
      "select i as x, 'late ' || i as added from range(300) r(i)",
      rowsOf(1_500, 2_500),
    );
    const { profiled } = await sameAnswer({
      files,
      time: 't',
      windows: { lengthMs: 24 * hour, count: 9 },
      parts: 4,
      sample: 50,
    });
    expect(profiled.whole.columns.get('city')).toMatchObject({ rows: 2_800, missing: 800 });
    expect(profiled.whole.columns.get('added')).toMatchObject({ rows: 2_800, missing: 2_500 });
  });

  it('read current data by the shapes of the reference, whatever type they have now', async () => {
    const [reference, current] = await parquetFiles(
      rowsOf(0, 3_000),
      `select x::varchar as x, 'word' as y, city is null as city, note, code + 0.5 as code from (${rowsOf(0, 400)})`,
    );
    if (reference === undefined || current === undefined) throw new TypeError('No files.');
    const { profiled } = await builtin.profile({ ...plainRequest, files: [reference] });
    const like = shapesOf(profiled.whole);
    const now = await sameAnswer({ files: [current], like, sample: 20 });
    expect(now.profiled.whole.columns.get('y')).toMatchObject({ unreadable: 400 });
    expect(now.profiled.whole.columns.has('flag')).toBe(false);
    expect(Object.fromEntries(now.profiled.types)).toMatchObject({ x: 'text', city: 'boolean' });
  });

  it.each(
    readdirSync(goldens).filter((name) => name.endsWith('.parquet') && name !== 'twice.parquet'),
  )('answer the same on %s, as another tool wrote it', async (name) => {
    await sameAnswer({
      files: [{ path: `${goldens}${name}`, shown: name }],
      parts: 3,
      sample: 5,
    });
  });

  it.each(['x.csv', 'x.jsonl'])('answer the same on %s with times as texts', async (name) => {
    const rows = Array.from({ length: 500 }, (_, i) => {
      const time = new Date(Date.UTC(2025, 11, 20) + i * hour).toISOString();
      return {
        t: i % 9 === 0 ? time.slice(0, 16) : time,
        x: i / 3,
        city: i % 4 === 0 ? '' : `c${i % 5}`,
      };
    });
    const csv = ['t,x,city', ...rows.map(({ t, x, city }) => `${t},${x},${city}`)].join('\n');
    const content = name.endsWith('.csv') ? csv : rows.map((row) => JSON.stringify(row)).join('\n');
    const request = { time: 't', windows: { lengthMs: 48 * hour, count: 3 }, parts: 2, sample: 9 };
    const one = await profileFiles(builtin, { [name]: content }, request);
    const other = await profileFiles(duckdb, { [name]: content }, request);
    expect(comparable(other)).toEqual(comparable(one));
    expect(one.profiled.windows).toHaveLength(3);
    expect(one.profiled.types.get('t')).toBe('time');
    expect(one.profiled.times).toMatchObject({ rows: 500, mixedOffsets: true });
  });

  it.each<[string, readonly string[], boolean]>([
    ['beside Z', ['2025-12-20 01:00:00+00', '2025-12-20T02:00Z'], false],
    ['alone', ['2025-12-20 01:00:00+00', '2025-12-20 02:00:00-05'], false],
    ['beside none', ['2025-12-20 01:00:00+00', '2025-12-20T02:00'], true],
    ['beside days, which have none', ['2025-12-20 01:00:00+00', '2025-12-20'], true],
  ])('know an offset of hours alone %s', async (_, times, mixedOffsets) => {
    const csv = ['t,x', ...times.map((time) => `${time},1`)].join('\n');
    const request = { time: 't', windows: { lengthMs: 24 * hour, count: 3 } };
    const one = await profileFiles(builtin, { 'x.csv': csv }, request);
    const other = await profileFiles(duckdb, { 'x.csv': csv }, request);
    expect(comparable(other)).toEqual(comparable(one));
    expect(one.profiled.times).toMatchObject({ rows: 2, mixedOffsets });
  });

  it('read columns whose names are those that the queries use for their own', async () => {
    // More rows than are looked at one by one.
    const own = ['place', 'x', 'n', 't', 'p', 'w', 'r', 'v0', 'V1', 'g'];
    const columns = own.map((name, place) => {
      const value = place % 2 === 0 ? `'level ' || (i % ${place + 3})` : `i % ${place + 3} + 0.5`;
      return `${value} as ${name}`;
    });
    const files = await parquetFiles(
      `select 1766534400 + i * 6 as at, ${columns.join(', ')} from range(50100) r(i)`,
    );
    const { profiled } = await sameAnswer({
      files,
      time: 'at',
      windows: { lengthMs: 24 * hour, count: 3 },
      parts: 4,
      sample: 50,
    });
    expect([...profiled.whole.columns.keys()]).toEqual(own);
    expect(profiled.windows).toHaveLength(3);
  });

  it('sample the newest windows alone, as many of them as hold 500 rows', async () => {
    // 240 rows a day, in ten days: the newest three hold 720.
    const files = await parquetFiles(
      'select 1766534400 + i * 360 as t, i as x from range(2400) r(i)',
    );
    const windows = { lengthMs: 24 * hour, count: 9 };
    const { profiled, sample } = await sameAnswer({ files, time: 't', windows, sample: 90 });
    const known = Array.from(sample?.columns.get('x') ?? [], Number);
    const [newest, before] = [profiled.windows.at(-1), profiled.windows.at(-4)];
    expect([newest?.rows, before?.rows, known.length]).toEqual([240, 240, 90]);
    const end = ((newest?.end ?? 0) / 1000 - 1_766_534_400) / 360;
    expect(known.every((row) => row >= end - 720 && row < end)).toBe(true);
    expect(Math.max(...known)).toBeGreaterThan(end - 240);
    expect(Math.min(...known)).toBeLessThan(end - 480);
  });

  it('read times that are seconds or milliseconds since 1970', async () => {
    const seconds = 'select 1767000000 + i * 600 as t, i as x from range(200) r(i)';
    const [file, other] = await parquetFiles(seconds, `select t * 1000 as t, x from (${seconds})`);
    if (file === undefined || other === undefined) throw new TypeError('No files.');
    const request = { time: 't', windows: { lengthMs: hour, count: 400 } };
    const { profiled } = await sameAnswer({ files: [file], ...request });
    const inMilliseconds = await sameAnswer({ files: [other], ...request });
    expect(profiled.span).toEqual({ start: '1767000000', end: '1767119400' });
    expect(profiled.windows).toHaveLength(34);
    expect(inMilliseconds.profiled.windows).toEqual(profiled.windows);
    const early = await sameAnswer({ files: [file], ...request, now: new Date(1_767_060_000_000) });
    expect(early.profiled.times).toMatchObject({ last: 1_767_060_000_000, future: 99 });
  });

  it('let most numbers say the unit, so that a few odd ones are times that are not known', async () => {
    const seconds = '1767000000 + i * 600';
    const files = await parquetFiles(
      // One for never, one that is missing, and two of the year 2100.
      `select case i when 7 then 9999999999999 when 8 then null when 9 then 4102444800 when 10 then 4102450000
         else ${seconds} end as t, i as x from range(200) r(i)`,
      `select case i when 3 then 0 when 4 then 17 else (${seconds}) * 1000 end as t, i as x from range(200) r(i)`,
    );
    const [inSeconds, inMilliseconds] = files.map((file) => [file]);
    if (inSeconds === undefined || inMilliseconds === undefined) throw new TypeError('No files.');
    const request = { time: 't', windows: { lengthMs: hour, count: 400 } };
    const { profiled } = await sameAnswer({ files: inSeconds, ...request });
    expect(profiled).toMatchObject({
      times: { unit: 1_000, future: 2 },
      withoutWindow: 4,
      span: { start: '1767000000', end: '1767119400' },
    });
    expect(profiled.windows).toHaveLength(34);
    const other = (await sameAnswer({ files: inMilliseconds, ...request })).profiled;
    expect(other).toMatchObject({ times: { unit: 1, future: 0 }, withoutWindow: 2 });
    expect(other.windows).toHaveLength(34);
  });

  it('read numbers among texts of times, and infinite ones as none', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const instant = Date.UTC(2025, 11, 20) + i * hour;
      return `${i % 3 === 0 ? instant / 1000 : new Date(instant).toISOString()},${i}`;
    });
    const csv = ['t,x', '9999999999999,0', 'inf,1', '-inf,2', ...rows].join('\n');
    const request = { time: 't', windows: { lengthMs: 6 * hour, count: 20 } };
    const one = await profileFiles(builtin, { 'x.csv': csv }, request);
    const other = await profileFiles(duckdb, { 'x.csv': csv }, request);
    expect(comparable(other)).toEqual(comparable(one));
    expect(one.profiled).toMatchObject({
      times: { unit: 1_000, future: 0 },
      withoutWindow: 3,
      span: { start: '2025-12-20T00:00:00Z', end: '2025-12-22T11:00:00Z' },
    });
    expect(one.profiled.windows).toHaveLength(10);
  });
});
