import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProduction } from '../../../adapters/tabular/production.ts';
import type { DataFile } from '../../../adapters/tabular/data-file.ts';
import { modelOf } from '../../core/performance/fixture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-production-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, text: string): Promise<DataFile> {
  const path = join(folder, name);
  await writeFile(path, text);
  return { path, shown: name };
}

const config = modelOf('regression', ['mae'], { slices: ['city'] });

describe('files of production', () => {
  it('are read as one table, whatever their kind, and labels that a file lacks are not known there', async () => {
    const files = [
      await file('a.csv', 'y,y_hat,time,city\n1,1.5,1970-01-01,Oslo\n,2,1970-01-02,Oslo\n'),
      await file(
        'b.jsonl',
        '{"y_hat": 3, "time": "1970-01-03", "city": "Bergen"}\n{"y_hat": null}\n',
      ),
      await file('c.csv', 'city,y_hat,time,y\nOslo,4,1970-01-04,5\n'),
    ];
    const { read, left, kept, notes } = await readProduction(files, config);
    expect({ read, left, notes }).toEqual({
      read: 5,
      left: [{ column: 'y_hat', why: 'missing', rows: 1 }],
      notes: [],
    });
    expect([...(kept?.labelled ?? [])]).toEqual([1, 0, 0, 1]);
    expect([...(kept?.times ?? [])].map((time) => time / 86_400_000)).toEqual([0, 1, 2, 3]);
    expect(kept?.predictions).toMatchObject({
      predicted: Float64Array.of(1.5, 2, 3, 4),
      slices: [{ name: 'city', levels: [{ value: 'Oslo' }, { value: '' }, { value: 'Bergen' }] }],
    });
  });

  it('have times that are numbers of what the caller says', async () => {
    const files = [await file('n.csv', 'y,y_hat,time,city\n1,1.5,2,Oslo\n')];
    const { kept } = await readProduction(files, config, { ofNumber: (value) => 1000 * value });
    expect([...(kept?.times ?? [])]).toEqual([2000]);
  });

  it('are cut into slices like other rows', async () => {
    const one = await readProduction([await file('x.csv', 'y_hat,time,city\n1,1,Oslo\n')], config);
    const like = one.kept?.predictions.slices ?? [];
    const files = [await file('z.csv', 'y_hat,time,city\n1,1,Bergen\n2,2,Oslo\n')];
    const other = await readProduction(files, config, { like });
    expect(other.kept?.predictions.slices[0]?.codes).toEqual(Int32Array.of(-1, 0));
  });

  it('are an answer with a reason where they hold no answers of the model, or no rows', async () => {
    const without = await readProduction([await file('w.csv', 'a,b\n1,2\n')], config);
    expect(without).toMatchObject({ read: 0, kept: null });
    expect(without.notes.join(' ')).toContain('name it in monitor.prediction');
    const empty = await readProduction([await file('e.csv', 'y_hat,time\n')], config);
    expect(empty).toMatchObject({ read: 0, kept: null });
    expect(await readProduction([], config)).toMatchObject({ read: 0, kept: null });
  });

  it('are refused with what is wrong where one is no table', async () => {
    const files = [await file('t.parquet', 'PAR1 and nothing else')];
    await expect(readProduction(files, config)).rejects.toMatchObject({ name: 'InputError' });
  });
});
