import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../adapters/tabular/csv.ts';
import { readParquetColumns } from '../../../adapters/tabular/parquet-columns.ts';
import { readPredictions } from '../../../adapters/tabular/predictions.ts';
import { type Cell, cellNumber, cellText } from '../../../core/predictions/columns/cell.ts';
import type { ColumnBuilder } from '../../../core/predictions/columns/column.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import type { PredictionsConfig } from '../../../schemas/types.ts';

/** Made by pandas and pyarrow: see make.py there. */
const goldens = new URL('../../goldens/parquet/', import.meta.url);

const config = {
  path: 'p',
  label: 'y',
  prediction: 'y_hat',
  score: 'score',
  id: 'id',
  weight: 'weight',
  group: 'patient',
};

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, goldens));
}

function read(name: string, keys: Partial<PredictionsConfig> = {}): Promise<Predictions> {
  const slices = ['city', 'age'];
  return readPredictions(pathOf(name), name, { ...config, ...keys }, 'binary', { slices });
}

/** The values of a column, one a row. */
async function cellsOf(name: string, column: string): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  const builder: ColumnBuilder = {
    expect() {},
    push: (cell) => cells.push(cell),
    pushCodes(values, codes) {
      for (const code of codes) cells.push(values[code] ?? null);
    },
    pushNumbers: (numbers) => cells.push(...numbers),
  };
  const wanted = { name: column, key: 'evaluate.slices', column: builder };
  const rows = await readParquetColumns({ path: pathOf(name), shown: name }, [wanted], () => {});
  expect(cells).toHaveLength(rows);
  return cells;
}

const ways = [
  'pandas',
  'category',
  'floats',
  'small',
  'none',
  'snappy',
  'gzip',
  'zstd',
  'brotli',
  'lz4',
  'plain',
  'groups',
  'version-2',
  'required',
  'required-version-2',
  'delta',
];

describe('predictions from Parquet', () => {
  it('are what pandas says', async () => {
    const text = await readFile(new URL('same.json', goldens), 'utf8');
    const columns = JSON.parse(text) as Record<string, number[]>;
    const predictions = await read('same-pandas.parquet');
    expect(predictions).toMatchObject({
      kind: 'binary',
      rows: 60,
      labels: Uint8Array.from(columns['y'] ?? []),
      predicted: Uint8Array.from(columns['y_hat'] ?? []),
      scores: Float64Array.from(columns['score'] ?? []),
      weights: Float64Array.from(columns['weight'] ?? []),
      keys: Uint32Array.from((columns['id'] ?? []).flatMap((id) => [0, id])),
      clusters: { count: 11 },
    });
    expect(predictions.slices.map(({ levels }) => levels.length)).toEqual([5, 4]);
  });

  it.each([...ways.map((way) => `same-${way}.parquet`), 'same.jsonl'])(
    'are the same from %s as from CSV',
    async (name) => {
      expect(await read(name)).toEqual(await read('same.csv'));
    },
  );
});

describe('values from Parquet', () => {
  it.each([
    'int8',
    'uint8',
    'int32',
    'uint32',
    'int64',
    'uint64',
    'small_int64',
    'bool',
    'text',
    'missing_int',
    'missing_text',
    'missing_bool',
    'category',
    'day',
    'seconds',
    'micros',
    'nanos',
    'utc',
  ])('of type %s are compared by the texts that pandas writes into CSV', async (column) => {
    const { columns } = await readCsv(pathOf('types.csv'), 'types.csv');
    const texts = (await cellsOf('types.parquet', column)).map(cellText);
    expect(texts).toEqual(columns.get(column)?.map(cellText));
  });

  it.each(['float32', 'float64', 'missing_float'])(
    'of type %s are the numbers that pandas writes into CSV',
    async (column) => {
      const { columns } = await readCsv(pathOf('types.csv'), 'types.csv');
      const numbers = (await cellsOf('types.parquet', column)).map(cellNumber);
      expect(numbers).toEqual(columns.get(column)?.map(cellNumber));
    },
  );

  it('of types that numpy does not have are numbers too', async () => {
    expect((await cellsOf('types.parquet', 'decimal')).slice(0, 3)).toEqual([1.25, -0.5, null]);
    expect((await cellsOf('types.parquet', 'float16')).slice(0, 3)).toEqual([0.5, -2, 1.5]);
  });
});

describe('Parquet files that are refused', () => {
  it.each([
    ['no-rows.parquet', 'no-rows', 'has no rows'],
    [
      'list.parquet',
      'unread-column',
      'The column "score" of list.parquet is a list or a structure',
    ],
    ['structure.parquet', 'unread-column', 'is a list or a structure'],
    ['binary.parquet', 'unread-column', 'holds binary data'],
    ['twice.parquet', 'bad-header', 'two columns named "y"'],
    [
      'missing.parquet',
      'bad-value',
      'the column "y" is empty in row 5, and must be a class. It is the only one.',
    ],
    [
      'not-probability.parquet',
      'bad-value',
      'the column "score" is -0.1 in row 1, and must be the probability',
    ],
    [
      'duplicate.parquet',
      'duplicate-id',
      'the id "1037" of column "id" is in row 2 and again in row 42; 1 of 60 rows',
    ],
  ])('%s', async (name, code, words) => {
    const error: unknown = await read(name, { weight: 'weight' }).catch((error: unknown) => error);
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) as string });
    expect(error).toHaveProperty('line', undefined);
  });

  it('names a missing column', async () => {
    await expect(read('same-none.parquet', { score: 'scores' })).rejects.toMatchObject({
      code: 'no-column',
      message: expect.stringContaining(
        'has no column "scores", which evaluate.predictions.score names; did you mean score?',
      ) as string,
    });
  });
});
