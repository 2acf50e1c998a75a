import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPredictions } from '../../../adapters/tabular/predictions.ts';
import { InputError } from '../../../core/errors.ts';
import { temporaryFolder } from '../temporary.ts';

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

/** Whether the bytes were read as predictions; false where they were refused with a sentence. Throws anything else. */
async function isRead(path: string, bytes: Uint8Array): Promise<boolean> {
  await writeFile(path, bytes);
  try {
    await readPredictions(path, 'p.parquet', config, 'binary', { slices: ['city', 'age'] });
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

describe.each(['none', 'snappy', 'gzip', 'zstd', 'lz4', 'version-2', 'required', 'delta'])(
  'a damaged Parquet file written with %s',
  (how) => {
    it('is refused with a sentence wherever it is cut off', async () => {
      const whole = await readFile(new URL(`same-${how}.parquet`, goldens));
      const path = join(await temporaryFolder(), 'p.parquet');
      expect(await isRead(path, whole)).toBe(true);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 4, max: whole.length - 1 }), async (length) => {
          expect(await isRead(path, whole.subarray(0, length))).toBe(false);
        }),
      );
    });

    it('is read or refused with a sentence, whatever bits of it are others', async () => {
      const whole = await readFile(new URL(`same-${how}.parquet`, goldens));
      const path = join(await temporaryFolder(), 'p.parquet');
      const change = fc.tuple(
        fc.integer({ min: 4, max: whole.length - 5 }),
        fc.integer({ min: 1, max: 255 }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
          const bytes = Uint8Array.from(whole);
          for (const [place, bits] of changes) bytes[place] = (bytes[place] ?? 0) ^ bits;
          await isRead(path, bytes);
        }),
        { numRuns: 150 },
      );
    });
  },
);
