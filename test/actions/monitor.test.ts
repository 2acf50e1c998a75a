import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bikes, configured } from './bikes.ts';
import { expectOneError } from './failure.ts';
import { testJob } from './job.ts';

const inputs = { model: 'bikes' };

/** Rows in which the temperature is that of the year, and the weather takes turns. */
function rows(count: number, warmer = 0): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const temperature = 10 + ((index * 37) % 100) / 10 + warmer;
    return `${temperature.toFixed(2)},${index % 3 === 0 ? 'rain' : 'sun'}`;
  });
  return `temperature,weather\n${lines.join('\n')}\n`;
}

describe('monitor', () => {
  it('finds the feature that drifted, records it, and succeeds', async () => {
    const job = await testJob({
      ...bikes,
      'monitor/reference.csv': rows(600),
      'monitor/current.csv': rows(600, 8),
    });
    const result = await job.step('monitor', inputs);
    expect(result.errors, result.log).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.outputs).toMatchObject({ outcome: 'drift', drifted: '["temperature"]' });
    const record = await job.record('drift');
    expect(record).toMatchObject({
      producer: { action: 'monitor' },
      outcome: 'drift',
      reference: { path: 'monitor/reference.csv', rows: 600 },
      current: { path: 'monitor/current.csv', rows: 600 },
      window: null,
    });
    expect(JSON.parse(await readFile(result.outputs['record'] ?? '', 'utf8'))).toEqual(record);
    expect(result.summary).toContain('temperature');
  });

  it('finds nothing where nothing changed, in files that are read as one table', async () => {
    const job = await testJob({
      ...configured('{ path: monitor/current.csv }', '{ path: monitor/days/*.csv }'),
      'monitor/reference.csv': rows(600),
      'monitor/days/1.csv': rows(300),
      'monitor/days/2.csv': rows(300),
    });
    const result = await job.step('monitor', inputs);
    expect(result.outputs, result.log).toMatchObject({ outcome: 'stable', drifted: '[]' });
    expect(await job.record('drift')).toMatchObject({
      current: { path: 'monitor/days/*.csv', rows: 600 },
    });
  });

  it('says that there are too few rows to tell, and succeeds', async () => {
    const job = await testJob({
      ...bikes,
      'monitor/reference.csv': rows(600),
      'monitor/current.csv': rows(3, 8),
    });
    const result = await job.step('monitor', inputs);
    expect(result.exitCode, result.log).toBe(0);
    expect(result.outputs).toMatchObject({ outcome: 'insufficient-data', drifted: '[]' });
  });

  it('fails once when there is no current data, and names what it looked for', async () => {
    const job = await testJob({ ...bikes, 'monitor/reference.csv': rows(10) });
    const result = await job.step('monitor', inputs);
    expectOneError(result, /^monitor\.current\.path names monitor\/current\.csv, and/);
  });

  it('fails once for data that is no table, at its line', async () => {
    const job = await testJob({
      ...bikes,
      'monitor/reference.csv': rows(10),
      'monitor/current.csv': 'temperature,weather\n1,sun\n2\n',
    });
    const result = await job.step('monitor', inputs);
    expectOneError(result, /^Line 3 of monitor\/current\.csv has 1 values/);
    expect(result.log).toMatch(/^::error title=Assay monitor,file=monitor\/current\.csv,line=3/m);
  });

  it('says that weights are of no column and that the past is short, and hides credentials', async () => {
    const dayMs = 86_400_000;
    const start = (Math.floor(Date.now() / dayMs) - 5) * dayMs;
    const days = Array.from({ length: 5 * 300 }, (_, index) => {
      const time = new Date(start + (index * dayMs) / 300).toISOString();
      return `${time},${(index * 37) % 100}`;
    });
    const job = await testJob({
      ...configured(
        'reference: { path: monitor/reference.csv }',
        'reference: { window: 28d }\n      time: ts\n      window: 1d\n      windows: 3\n      importance: { made_by_training: 1 }',
      ),
      'monitor/current.csv': `ts,x\n${days.join('\n')}\n`,
    });
    const result = await job.step('monitor', inputs, { ASSAY_DATA_TOKEN: 'not-to-be-seen' });
    expect(result.outputs['outcome'], result.log).toBe('stable');
    expect(result.warnings.join('\n')).toMatch(/The reference is 2 windows and not the 28/);
    expect(result.warnings.join('\n')).toContain('so all features count alike');
    expect(result.summary).toContain('so all features count alike');
    expect(result.log).toContain('::add-mask::not-to-be-seen');
  });

  it('asks for a configuration of what to compare', async () => {
    const job = await testJob(
      configured(/ {4}monitor:[\s\S]*/.exec(bikes['.github/assay.yml'])?.[0] ?? '', ''),
    );
    expectOneError(
      await job.step('monitor', inputs),
      /The model bikes has no "monitor" in \.github\/assay\.yml/,
    );
  });
});
