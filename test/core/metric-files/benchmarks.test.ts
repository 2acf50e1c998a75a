import { describe, expect, it } from 'vitest';
import { readMetricText } from '../../../core/metric-files/index.ts';

const values = (document: unknown) =>
  readMetricText(JSON.stringify(document), { name: 'bench.json' }).values;

describe('the format of benchmark-action', () => {
  it('is read by name and value', () => {
    const document = [
      { name: 'CPU load', unit: 'Percent', value: 50, range: '± 3', extra: 'My notes' },
      { name: 'Memory/used', unit: 'Megabytes', value: 99.5 },
    ];
    expect(values(document)).toEqual({ 'CPU load': 50, 'Memory/used': 99.5 });
  });

  it.each([
    [{ name: 'load', unit: 'Percent', value: '50' }, 'entry 2, load: each'],
    [{ name: 'load', unit: 'Percent' }, 'entry 2, load: each'],
    [{ unit: 'Percent', value: 1 }, 'entry 2: each'],
    [null, 'entry 2: each'],
  ])('is refused by entry and name for %j, which has no number', (entry, part) => {
    expect(() => values([{ name: 'first', value: 1 }, entry])).toThrow(
      expect.objectContaining({
        code: 'no-value',
        message: expect.stringContaining(`bench.json has no number in its ${part}`) as string,
      }) as Error,
    );
  });
});

describe('the Bencher Metric Format', () => {
  it('is read by benchmark and measure, with its bounds', () => {
    const document = {
      'train model': { latency: { value: 88, lower_value: 87.42, upper_value: 88.88 } },
      '/bin/sh -c ./build.sh': { 'build-time': { value: 87 } },
    };
    expect(values(document)).toEqual({
      'train model latency': 88,
      'train model latency lower_value': 87.42,
      'train model latency upper_value': 88.88,
      '/bin/sh -c ./build.sh build-time': 87,
    });
  });

  it.each([
    { a: { b: { value: 1 }, c: 2 } },
    { a: { b: { value: 1 }, c: { lower_value: 2 } } },
    { a: { b: { value: 1, c: 2 } } },
    { a: { b: { value: 1 } }, c: 2 },
  ])('is not seen in %j, which is read as nested mappings', (document) => {
    expect(values(document)).toMatchObject({ 'a.b.value': 1 });
    expect(Object.values(values(document))).toEqual([1, 2]);
  });

  it('refuses two benchmarks whose names and measures read alike', () => {
    const document = { 'a b': { c: { value: 1 } }, a: { 'b c': { value: 2 } } };
    expect(() => values(document)).toThrow(/more than one value for a b c/);
  });

  it('refuses more numbers than a record takes', () => {
    const measures = Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`m${index}`, { value: index }]),
    );
    expect(() => values({ all: measures })).toThrow(/more than 1000 numbers/);
  });
});
