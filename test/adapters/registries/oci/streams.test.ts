import { array, assert, asyncProperty, constantFrom, uint8Array } from 'fast-check';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { eachAtOnce } from '../../../../adapters/transfer/at-once.ts';
import { verifying } from '../../../../adapters/registries/oci/verifying.ts';
import { sha256 } from '../../../../core/record/digest.ts';

describe('a stream that is verified', () => {
  it('ends well exactly where the bytes are those expected, however they come in pieces', async () => {
    const pieces = array(uint8Array({ maxLength: 20 }), { maxLength: 5 });
    const deed = constantFrom('none', 'more', 'less', 'other');
    await assert(
      asyncProperty(pieces, deed, async (sent, what) => {
        const bytes = Buffer.concat(sent);
        const expected = {
          none: bytes,
          more: bytes.subarray(1),
          less: Buffer.concat([bytes, Buffer.from('x')]),
          other: Buffer.from(bytes.map((byte) => byte ^ 1)),
        }[what];
        const isRight = expected.equals(bytes);
        let heard = 0;
        const check = verifying(
          { digest: sha256(expected), bytes: expected.length },
          () => new Error('Wrong.'),
          (count) => (heard += count),
        );
        const source = Readable.from(
          sent.map((piece) => Buffer.from(piece)),
          { objectMode: false },
        );
        const got = pipeline(source, check, buffer).catch(() => null);
        expect((await got)?.equals(bytes) ?? false).toBe(isRight);
        if (isRight) expect(heard).toBe(bytes.length);
      }),
    );
  });
});

describe('work on several things at once', () => {
  it('is done for each, never for more at once than are allowed', async () => {
    let now = 0;
    let most = 0;
    const done = new Set<number>();
    await eachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
      now += 1;
      most = Math.max(most, now);
      await Promise.resolve();
      done.add(item);
      now -= 1;
    });
    expect([done, most]).toEqual([new Set([1, 2, 3, 4, 5]), 2]);
    await eachAtOnce([], 2, () => Promise.reject(new Error('None.')));
  });

  it('begins nothing more after an error, and throws it when what was begun has ended', async () => {
    const begun: number[] = [];
    let ended = 0;
    const work = eachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('One.');
      await new Promise((resolve) => setTimeout(resolve, 5));
      ended += 1;
    });
    await expect(work).rejects.toThrow('One.');
    expect([begun, ended]).toEqual([[1, 2], 1]);
  });
});
