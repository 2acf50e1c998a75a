import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTimes } from '../../../adapters/tabular/times.ts';
import { temporaryFolder } from '../temporary.ts';

async function times(content: string, name: string, as: 'iso' | 'numbers') {
  const folder = await temporaryFolder({ data: content });
  const found = await readTimes({ path: join(folder, 'data'), shown: 'data' }, name, as);
  return found === null ? null : [...found];
}

describe('the times of a file', () => {
  const first = Date.UTC(2011, 4, 1);

  it('are milliseconds of ISO 8601, in UTC where no offset is said', async () => {
    const csv = 'y,at\n1,2011-05-01\n2,2011-05-01T02:00+02:00\n3,\n4,soon\n5,20110501\n';
    expect(await times(csv, 'at', 'iso')).toEqual([first, first, NaN, NaN, NaN]);
    const json = '{"at":"2011-05-01 00:00:01"}\n{"at":null}\n{}\n';
    expect(await times(json, 'at', 'iso')).toEqual([first + 1000, NaN, NaN]);
  });

  it('are numbers as they are', async () => {
    expect(await times('at\n1.5\n2011-05-01\n-2\n', 'at', 'numbers')).toEqual([1.5, NaN, -2]);
  });

  it('are not known of a file without that column', async () => {
    expect(await times('y\n1\n', 'at', 'iso')).toBeNull();
  });

  it('are refused of what is no table', async () => {
    await expect(times('', 'at', 'iso')).rejects.toThrow(/empty/);
  });
});
