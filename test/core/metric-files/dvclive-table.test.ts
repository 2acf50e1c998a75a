import { describe, expect, it } from 'vitest';
import { readMetricText } from '../../../core/metric-files/index.ts';

const read = (text: string) => readMetricText(text, { name: 'dvclive/plots/metrics/loss.tsv' });

describe('a table of DVCLive', () => {
  it('is read at its largest step', () => {
    expect(read('step\tloss\n0\t1.0\n2\t0.25\n1\t0.5\n').values).toEqual({ loss: 0.25 });
  });

  it('is read without its timestamps, with line breaks of Windows, at the last row of a resumed step', () => {
    const text = 'timestamp\tstep\tloss\r\n1795\t0\t1.0\r\n1796\t1\t0.5\r\n1797\t1\t0.4\r\n';
    expect(read(text).values).toEqual({ loss: 0.4 });
  });

  it('has null for a value that is missing or no number', () => {
    expect(read('step\tloss\n0\t1.0\n1\n').values).toEqual({ loss: null });
    expect(read('step\tloss\n0\tlow\n').values).toEqual({ loss: null });
  });

  it('is refused without rows, and by line without a step', () => {
    expect(() => read('step\tloss\n')).toThrow(/loss\.tsv holds no metric/);
    expect(() => read('step\tloss\n0\t1\n\t2\n')).toThrow(/loss\.tsv \(line 3\) has no step/);
  });
});
