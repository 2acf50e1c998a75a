import { describe, expect, it } from 'vitest';
import { readReportedMetrics } from '../../../adapters/metric-files/index.ts';
import { temporaryFolder } from '../temporary.ts';

describe('readReportedMetrics', () => {
  it('reads flat and nested JSON and YAML, and passes over what is no number', async () => {
    const folder = await temporaryFolder({
      'metrics.json':
        '{"mae": 1.5, "test": {"auc": 0.9, "name": "x"}, "history": [1, 2], "ok": true}',
      'more.yaml': 'loss: 0.25\nepoch:\n  last: 12\n',
    });
    expect(await readReportedMetrics(folder, ['metrics.json', '*.yaml'])).toEqual([
      { path: 'metrics.json', values: { mae: 1.5, 'test.auc': 0.9 } },
      { path: 'more.yaml', values: { loss: 0.25, 'epoch.last': 12 } },
    ]);
  });

  it('gives null for what is not finite, however it is written', async () => {
    const folder = await temporaryFolder({
      'a.json': '{"a": NaN, "b": -Infinity, "c": "nan", "d": null, "e": "inf"}',
      'b.yaml': 'a: .nan\nb: -.inf\n',
      'c.json': '{"a": 1e999}',
    });
    const [json, yaml, large] = await readReportedMetrics(folder, ['a.json', 'b.yaml', 'c.json']);
    expect(json?.values).toEqual({ a: null, b: null, c: null, d: null, e: null });
    expect(yaml?.values).toEqual({ a: null, b: null });
    expect(large?.values).toEqual({ a: null });
  });

  it('says which file is missing, and in which line one cannot be read', async () => {
    const folder = await temporaryFolder({ 'bad.yaml': 'a: 1\nb: [1\n' });
    await expect(readReportedMetrics(folder, ['metrics.json'])).rejects.toMatchObject({
      code: 'no-report',
      message: expect.stringContaining('metrics.json') as string,
    });
    await expect(readReportedMetrics(folder, ['bad.yaml'])).rejects.toMatchObject({
      code: 'unreadable-report',
      message: expect.stringMatching(
        /^bad\.yaml \(line \d\) is not JSON or YAML: [^\n]+$/,
      ) as string,
    });
  });

  it('refuses more numbers than a record takes, and a document of aliases that would grow without end', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`m${index}`, index]),
    );
    const bomb = ['a0: &a0 {x: 1}'];
    for (let i = 1; i <= 30; i += 1) bomb.push(`a${i}: &a${i} {l: *a${i - 1}, r: *a${i - 1}}`);
    const folder = await temporaryFolder({
      'many.json': JSON.stringify(many),
      'bomb.yaml': bomb.join('\n'),
    });
    for (const file of ['many.json', 'bomb.yaml']) {
      await expect(readReportedMetrics(folder, [file])).rejects.toMatchObject({
        code: 'too-many-values',
      });
    }
  });
});
