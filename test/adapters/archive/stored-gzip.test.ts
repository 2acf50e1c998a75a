import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { array, assert, asyncProperty, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedGzip } from '../../../adapters/archive/stored-gzip.ts';

async function wrapped(chunks: readonly Uint8Array[]): Promise<Buffer> {
  return buffer(Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(storedGzip()));
}

describe('gzip with stored blocks', () => {
  it('gives back, unpacked, what came in', async () => {
    const chunks = array(uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 20 });
    await assert(
      asyncProperty(chunks, async (given) => {
        expect(gunzipSync(await wrapped(given)).equals(Buffer.concat(given))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('makes the same bytes, in however many pieces they come', async () => {
    const bytes = Buffer.alloc(200_000, 'weights ');
    const whole = await wrapped([bytes]);
    expect(gunzipSync(whole).equals(bytes)).toBe(true);
    for (const size of [1_000, 65_535, 65_536, 100_000]) {
      const count = Math.ceil(bytes.length / size);
      const pieces = Array.from({ length: count }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      expect((await wrapped(pieces)).equals(whole)).toBe(true);
    }
  });
});
