import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReportedMetrics } from '../../../adapters/metric-files/index.ts';
import { readRecord } from '../../../core/record/read.ts';
import { evaluation } from '../../core/judge/candidate.ts';
import { temporaryFolder } from '../temporary.ts';

describe('readReportedMetrics', () => {
  it('reads every format by its content, in the order in which files are declared', async () => {
    const folder = await temporaryFolder({
      'metrics.json':
        '{"mae": 1.5, "test": {"auc": 0.9, "name": "x"}, "history": [1, 2], "ok": true}',
      'more.yaml': 'loss: 0.25\nepoch:\n  last: 12\n',
      'bench.txt': '[{"name": "load", "unit": "Percent", "value": 50}]',
      'bencher.out': '{"train": {"latency": {"value": 88.5}}}',
    });
    const patterns = ['metrics.json', '*.yaml', 'bench*', './metrics.json'];
    expect(await readReportedMetrics(folder, patterns)).toEqual([
      { path: 'metrics.json', values: { mae: 1.5, 'test.auc': 0.9 } },
      { path: 'more.yaml', values: { loss: 0.25, 'epoch.last': 12 } },
      { path: 'bench.txt', values: { load: 50 } },
      { path: 'bencher.out', values: { 'train latency': 88.5 } },
    ]);
  });

  it('tells what is not finite by name, however it is written', async () => {
    const folder = await temporaryFolder({
      'a.json': '{"a": NaN, "b": -Infinity, "c": "nan", "d": null, "e": "inf"}',
      'b.yaml': 'a: .nan\nb: -.inf\n',
      'c.json': '{"a": 1e999}',
    });
    expect(await readReportedMetrics(folder, ['*.json', 'b.yaml'])).toEqual([
      {
        path: 'a.json',
        values: { a: null, b: null, c: null, d: null, e: null },
        notFinite: { a: 'NaN', b: '-Infinity', c: 'NaN', e: 'Infinity' },
      },
      { path: 'c.json', values: { a: null }, notFinite: { a: 'Infinity' } },
      { path: 'b.yaml', values: { a: null, b: null }, notFinite: { a: 'NaN', b: '-Infinity' } },
    ]);
  });

  it('takes the summary from a folder of DVCLive, and every file of another', async () => {
    const folder = await temporaryFolder({
      'dvclive/metrics.json': '{"train": {"loss": 0.25}, "step": 3}',
      'dvclive/params.yaml': 'seed: 1\n',
      'dvclive/plots/metrics/train/loss.tsv': 'step\tloss\n0\t1.0\n1\t0.25\n',
      'reports/metrics.json': '{"auc": 0.9}',
      'reports/more/last.json': '{"mae": 2}',
    });
    expect(await readReportedMetrics(folder, ['dvclive/', 'reports'])).toEqual([
      { path: 'dvclive/metrics.json', values: { 'train.loss': 0.25, step: 3 } },
      { path: 'reports/metrics.json', values: { auc: 0.9 } },
      { path: 'reports/more/last.json', values: { mae: 2 } },
    ]);
    expect(await readReportedMetrics(folder, ['dvclive/plots/**/*.tsv'])).toEqual([
      { path: 'dvclive/plots/metrics/train/loss.tsv', values: { loss: 0.25 } },
    ]);
  });

  it('gives what an evaluation record takes and keeps, hostile names too', async () => {
    const folder = await temporaryFolder({
      'a.json': '{"__proto__": NaN, "\\ud800 @team <b>|`": 1, "": 2}',
    });
    const reported = await readReportedMetrics(folder, ['a.json']);
    const text = JSON.stringify(evaluation({ mae: 1 }, { reported }));
    expect(readRecord(text, 'evaluation.json')).toMatchObject({ ok: true, value: { reported } });
    expect(Object.keys(reported[0]?.values ?? {})).toEqual(['__proto__', '\ufffd @team <b>|`', '']);
  });

  it('reads UTF-8 with a byte order mark', async () => {
    const folder = await temporaryFolder({ 'a.json': '\ufeff{"a": 1}' });
    expect(await readReportedMetrics(folder, ['a.json'])).toMatchObject([{ values: { a: 1 } }]);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeff{"a": 1}', 'utf16le'), 'not a text in UTF-8'],
    ['a pickle', Uint8Array.of(0x80, 4, 0x95, 0, 0xff, 0xfe), 'not a text in UTF-8'],
    ['zeros', new Uint8Array(64), 'not a text in UTF-8'],
    ['an SQLite database', Buffer.from('SQLite format 3\0'), 'start a tracking server'],
  ])('refuses %s by a sentence', async (_, bytes, part) => {
    const folder = await temporaryFolder({ 'metrics.json': bytes });
    await expect(readReportedMetrics(folder, ['metrics.json'])).rejects.toMatchObject({
      code: 'unreadable-report',
      file: join(folder, 'metrics.json'),
      message: expect.stringMatching(new RegExp(`^metrics\\.json is .*${part}`)) as string,
    });
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

  it('reads nothing outside the model folder: no parent, no link that leads out', async () => {
    const outside = await temporaryFolder({
      'secret.json': '{"a": 1}',
      'mlruns/0/meta.yaml': 'a: 1',
    });
    const folder = await temporaryFolder({ 'real.json': '{"a": 1}' });
    await symlink(join(outside, 'secret.json'), join(folder, 'file.json'));
    await symlink(outside, join(folder, 'linked'));
    await symlink('real.json', join(folder, 'inside.json'));
    for (const pattern of [
      'file.json',
      'linked',
      'linked/secret.json',
      '../x.json',
      '/etc/*.json',
    ]) {
      await expect(readReportedMetrics(folder, [pattern])).rejects.toMatchObject({
        code: 'outside-folder',
      });
    }
    expect(await readReportedMetrics(folder, ['inside.json'])).toMatchObject([
      { values: { a: 1 } },
    ]);
  });

  it('refuses more than a record takes: numbers, files, bytes, and what aliases unfold to', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`m${index}`, index]),
    );
    const bomb = ['a0: &a0 {x: 1}'];
    for (let i = 1; i <= 30; i += 1) bomb.push(`a${i}: &a${i} {l: *a${i - 1}, r: *a${i - 1}}`);
    const files = Array.from({ length: 101 }, (_, index) => [`n/${index}.json`, '{"a": 1}']);
    const folder = await temporaryFolder({
      'many.json': JSON.stringify(many),
      'bomb.yaml': bomb.join('\n'),
      ...Object.fromEntries(files),
    });
    await writeFile(join(folder, 'huge.json'), Buffer.alloc(33 * 1024 * 1024, ' '));
    for (const [pattern, code] of [
      ['many.json', 'too-many-values'],
      ['bomb.yaml', 'too-many-values'],
      ['n', 'too-many-reports'],
      ['huge.json', 'report-too-large'],
    ] as const) {
      await expect(readReportedMetrics(folder, [pattern])).rejects.toMatchObject({ code });
    }
  });
});
