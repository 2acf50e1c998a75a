import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPredictions } from '../../../adapters/tabular/predictions.ts';
import type { Predictions } from '../../../core/predictions/predictions.ts';
import type { ModelConfig, PredictionsConfig } from '../../../schemas/types.ts';
import { temporaryFolder } from '../temporary.ts';

interface Asked extends Partial<PredictionsConfig> {
  readonly task?: ModelConfig['task'];
  readonly slices?: readonly string[];
  readonly onProgress?: (share: number) => void;
}

async function read(content: string | Uint8Array, asked: Asked = {}): Promise<Predictions> {
  const { task = 'regression', slices = [], onProgress = () => {}, ...keys } = asked;
  const folder = await temporaryFolder({ predictions: content });
  const config = { path: 'predictions', label: 'y', prediction: 'y_hat', ...keys };
  return readPredictions(join(folder, 'predictions'), 'out/p', config, task, {
    slices,
    onProgress,
  });
}

/** Why a file is refused. */
async function refusal(content: string | Uint8Array, asked: Asked = {}): Promise<unknown> {
  const error: unknown = await read(content, asked).catch((error: unknown) => error);
  expect(error).toHaveProperty('name', 'InputError');
  expect(error).toHaveProperty('message', expect.not.stringMatching(/\n/));
  return error;
}

/** A value as CSV holds it, whatever is in it. */
function quotedText(value: unknown): string {
  return `"${String(value).replaceAll('"', '""')}"`;
}

function message(text: string): { readonly message: unknown } {
  return { message: expect.stringContaining(text) };
}

describe('readPredictions', () => {
  const asked = {
    score: 'p',
    id: 'id',
    weight: 'w',
    group: 'g',
    slices: ['city'],
    task: 'binary',
  } as const;
  const rows = [
    { id: 7, y: 1, y_hat: 0, p: 0.25, w: 1.5, g: 'a', city: 'Köln, "süd"' },
    { id: 8, y: 0, y_hat: 0, p: 0, w: 0, g: 'b', city: '' },
  ] as const;
  const csv = 'id,y,y_hat,p,w,g,city,note\n7,1,0,.25,1.5,a,"Köln, ""süd""",x\n8,0,0,0,0,b,,x\n';
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  const expected = {
    kind: 'binary',
    rows: 2,
    keys: Uint32Array.of(0, 7, 0, 8),
    weights: Float64Array.of(1.5, 0),
    clusters: { count: 2 },
    slices: [
      {
        name: 'city',
        levels: [
          { kind: 'value', value: '' },
          { kind: 'value', value: 'Köln, "süd"' },
        ],
        codes: Int32Array.of(1, 0),
      },
    ],
    positive: '1',
    negative: '0',
    labels: Uint8Array.of(1, 0),
    predicted: Uint8Array.of(0, 0),
    scores: Float64Array.of(0.25, 0),
  };

  it.each([
    ['CSV', csv],
    ['CSV with a byte order mark and Windows line ends', `\ufeff${csv.replaceAll('\n', '\r\n')}`],
    ['JSON lines', lines],
    [
      'JSON lines with a byte order mark, blank lines and a line end',
      `\ufeff\n${lines.replace('\n', '\r\n\r\n')}\n\n`,
    ],
  ])('reads %s, which it knows by the content', async (_, content) => {
    expect(await read(content, asked)).toMatchObject(expected);
  });

  it('reads the same from CSV and JSON lines, whatever the values', async () => {
    const text = fc.string({ unit: 'grapheme' });
    const row = fc.record({
      y: fc.double({ noNaN: true, noDefaultInfinity: true }),
      y_hat: fc.integer(),
      g: text.filter((value) => !/^\s*(?:nan)?\s*$/i.test(value)),
      city: fc.oneof(text, fc.integer(), fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (some) => {
        const table = some.map((one) =>
          [one.y, one.y_hat, one.g, one.city].map(quotedText).join(','),
        );
        const keys = { group: 'g', slices: ['city'] };
        const fromCsv = await read(`y,y_hat,g,city\n${table.join('\n')}\n`, keys);
        const fromJson = await read(some.map((one) => JSON.stringify(one)).join('\n'), keys);
        expect(fromJson).toEqual(fromCsv);
      }),
      { numRuns: 50 },
    );
  });

  it('reads a column that is named twice once for each', async () => {
    const predictions = await read('y,y_hat\n1,2\n1,3\n', { id: 'y_hat', slices: ['y', 'y_hat'] });
    expect(predictions).toMatchObject({
      labels: Float64Array.of(1, 1),
      keys: Uint32Array.of(0, 2, 0, 3),
    });
    expect(predictions.slices.map(({ name }) => name)).toEqual(['y', 'y_hat']);
  });

  it('tells how far it is', async () => {
    const shares: number[] = [];
    const content = `y,y_hat\n${'1,2\n'.repeat(200_000)}`;
    await read(content, { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.at(-1)).toBe(1);
  });
});

describe('rows and lines in what readPredictions says', () => {
  it('counts blank lines and rows of several lines in CSV', async () => {
    const content = 'y,y_hat,note\n\n1,1,"two\nlines"\n\n2,x,"again\n\ntwo"\n3,3,\n';
    expect(await refusal(content)).toMatchObject({
      ...message(
        'In out/p the column "y_hat" is "x" in row 2 (line 6), and must be a finite number.',
      ),
      file: 'out/p',
      line: 6,
    });
  });

  it('counts blank lines in JSON lines', async () => {
    const content = '{"y": 1, "y_hat": 1}\n\n{"y": 1}\n';
    expect(await refusal(content)).toMatchObject({
      ...message('is empty in row 2 (line 3)'),
      line: 3,
    });
  });

  it('reads the id that is there twice once more, with its line', async () => {
    const content = 'y,y_hat,id\n1,1,row a\n\n1,1,b\n1,1,c\n1,1,"row a"\n1,1,b\n';
    expect(await refusal(content, { id: 'id' })).toMatchObject({
      code: 'duplicate-id',
      ...message(
        'the id "row a" of column "id" is in row 1 and again in row 4 (line 6); 2 of 5 rows repeat an id.',
      ),
      line: 6,
    });
  });
});

describe('what readPredictions refuses', () => {
  it.each<[string, string | Uint8Array, string, string]>([
    ['an empty file', '', 'no-header', 'out/p is empty'],
    ['only a header', 'y,y_hat\n', 'no-rows', 'has no rows'],
    [
      'a missing column',
      'y,yhat\n1,1\n',
      'no-column',
      'has no column "y_hat", which evaluate.predictions.prediction names; did you mean yhat? Its columns: y, yhat.',
    ],
    [
      'a ragged row',
      'y,y_hat\n1\n',
      'ragged-row',
      'Line 2 of out/p has 1 values, and the header has 2',
    ],
    ['bytes that are not UTF-8', Uint8Array.of(121, 44, 0xff, 10), 'not-utf8', 'not text in UTF-8'],
    [
      'a row that does not end',
      `y,y_hat\n1,"${'x\n'.repeat(600_000)}`,
      'long-row',
      'a row of more than 1 MB',
    ],
    ['JSON lines without a column', '{"y": 1}\n{"y": 2}', 'no-column', 'Its columns: y.'],
    [
      'JSON lines with a word among them',
      '{"y": 1, "y_hat": 1}\noops',
      'unreadable-json',
      'Line 2 of out/p is not a JSON object',
    ],
    [
      'JSON on several lines',
      '{\n"y": 1}',
      'unreadable-json',
      'Line 1 of out/p is not a JSON object',
    ],
    ['a JSON array', '[{"y": 1, "y_hat": 1}]', 'unreadable-json', 'one JSON array'],
    [
      'a list in a JSON line',
      '{"y": 1, "y_hat": [1]}',
      'nested-value',
      'is a list or an object in row 1 (line 1)',
    ],
    [
      'NaN as Python writes it',
      '{"y": 1, "y_hat": 1}\n{"y": NaN, "y_hat": 1}',
      'bad-value',
      'is "NaN" in row 2 (line 2)',
    ],
    [
      'an infinite number as Python writes it',
      '{"y": -Infinity, "y_hat": 1}',
      'bad-value',
      'is "-Infinity" in row 1',
    ],
    ['a text for a number', '{"y": "high", "y_hat": 1}', 'bad-value', 'is "high" in row 1'],
    [
      'JSON lines that are not UTF-8',
      Uint8Array.of(123, 0xff, 125),
      'not-utf8',
      'not text in UTF-8',
    ],
    [
      'a line that is too long',
      `{"y": 1}\n{"y": "${'x'.repeat(1_100_000)}"}`,
      'long-row',
      'Line 2 of out/p is longer than 1 MB',
    ],
    ['an encrypted Parquet file', 'PARE1234', 'unreadable-parquet', 'encrypted'],
    [
      'a Parquet file of which only the start is there',
      'PAR1',
      'unreadable-parquet',
      'cut off or damaged',
    ],
  ])('%s', async (_, content, code, words) => {
    expect(await refusal(content)).toMatchObject({ code, ...message(words) });
  });

  it('a file that is not there', async () => {
    const path = join(await temporaryFolder(), 'p');
    const config = { path: 'p', label: 'y', prediction: 'y_hat' };
    await expect(readPredictions(path, 'out/p', config, 'binary')).rejects.toMatchObject({
      code: 'no-file',
      ...message('The file out/p does not exist'),
    });
  });

  it('a slice column that is missing, by its key', async () => {
    const error = await refusal('y,y_hat\n1,1\n', { slices: ['city'] });
    expect(error).toMatchObject(message('has no column "city", which evaluate.slices names'));
  });

  it('names of 10,000 characters, which it cuts, with line breaks and markup, which stay text on one line', async () => {
    const names = Array.from(
      { length: 50 },
      (_, index) => `${index}<b>\n@all${'x'.repeat(10_000)}`,
    );
    const header = names.map((name) => `"${name}"`).join(',');
    const error = (await refusal(`${header}\n${names.map(() => '1').join(',')}\n`)) as Error;
    expect(error.message).toContain(String.raw`"0<b>\n@all`);
    expect(error.message).toContain('and 20 more.');
    expect(error.message.length).toBeLessThan(2_500);
    const twice = (await refusal(`y,y_hat,"${names[0]}","${names[0]}"\n1,1,1,1\n`)) as Error;
    expect(twice.message.length).toBeLessThan(200);
  });
});
