import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedGzip } from '../../../adapters/archive/stored-gzip.ts';

async function wrapped(chunks: readonly Uint8Array[]): Promise<Buffer> {
  return buffer(Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(storedGzip()));
}

describe('gzip with stored blocks', () => {
  it('gives back, unpacked, what came in', async () => {
    const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(chunks, async (given) => {
        expect(gunzipSync(await wrapped(given))).toEqual(Buffer.concat(given));
      }),
      { numRuns: 100 },
    );
  });

  it('makes the same bytes, in however many pieces they come', async () => {
    const bytes = Buffer.alloc(200_000, 'weights ');
    const whole = await wrapped([bytes]);
    expect(gunzipSync(whole)).toEqual(bytes);
    for (const size of [1_000, 65_535, 65_536, 100_000]) {
      const count = Math.ceil(bytes.length / size);
      const pieces = Array.from({ length: count }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect(await wrapped(pieces)).toEqual(whole);
    }
  });
});
