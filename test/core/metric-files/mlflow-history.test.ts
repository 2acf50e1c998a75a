import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  looksLikeMlflowHistory,
  newestOfHistory,
} from '../../../core/metric-files/mlflow-history.ts';

const newest = (text: string) => newestOfHistory(text, { name: 'metrics/loss', file: '/x' });

describe('newestOfHistory', () => {
  it.each([
    ['one line', '1795619960475 0.5 0\n', 0.5],
    ['the largest step, wherever it stands', '1795 0.25 2\n1796 0.5 1\n', 0.25],
    ['of one step the latest time', '1796 0.25 1\n1795 0.5 1\n', 0.25],
    ['of one moment the largest, as MLflow', '1795 0.25 1\n1795 0.5 1\n1795 0.1 1\n', 0.5],
    ['of one moment what is not finite', '1795 nan 1\n1795 0.5 1\n1795 -inf 1\n', '-Infinity'],
    ['a negative step before zero', '1796 0.5 -1\n1795 0.25 0\n', 0.25],
    ['no step as step 0', '1795 0.5\n', 0.5],
    ['a data set after the step', '1795 0.5 3 test 8f3a\n1796 0.7 2 test 8f3a\n', 0.5],
    ['empty lines and a missing line break', '\n1795 1e-05 0\r\n\n1796 inf 1', 'Infinity'],
  ])('takes %s', (_, text, value) => {
    expect(newest(text)).toBe(value);
  });

  it('takes the same value in whichever order the lines stand', () => {
    const line = fc.record({
      step: fc.integer({ min: -2, max: 2 }),
      time: fc.integer({ min: 1, max: 3 }),
    });
    const lines = fc.uniqueArray(line, {
      minLength: 1,
      selector: ({ step, time }) => `${step} ${time}`,
    });
    fc.assert(
      fc.property(lines, (history) => {
        const written = history.map(({ step, time }, index) => `${time} ${index} ${step}`);
        expect(newest(written.toReversed().join('\n'))).toBe(newest(written.join('\n')));
      }),
    );
  });

  it.each([
    ['1795 0.5 0\n1796 half 1\n', 2],
    ['1795 0.5 0\n1796\n', 2],
    ['1795 0.5 one\n', 1],
    ['\n \n', 1],
  ])('refuses %j with the line', (text, line) => {
    expect(() => newest(text)).toThrow(
      expect.objectContaining({ code: 'unreadable-report', line }) as Error,
    );
  });
});

describe('looksLikeMlflowHistory', () => {
  it('knows a time in milliseconds and a value', () => {
    expect(looksLikeMlflowHistory('1795619960475 nan 0\n')).toBe(true);
    for (const text of ['0.91', '1795619960475', '1795619960475: 1', '12 0.5 1', '{"a": 1}']) {
      expect(looksLikeMlflowHistory(text)).toBe(false);
    }
  });
});
