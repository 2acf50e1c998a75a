import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** What passes must be this. */
export interface Expected {
  readonly digest: string;
  readonly bytes: number;
}

/**
 * A stream that lets bytes pass and holds them to a digest and a size. It keeps the last of them until all is known to
 * be right, so that nobody takes what is wrong for complete. `wrong` makes the error; `passed` hears of each piece.
 */
export function verifying(
  { digest, bytes }: Expected,
  wrong: () => Error,
  passed: (count: number) => void,
): Transform {
  const hash = createHash('sha256');
  let seen = 0;
  const isRight = (): boolean => seen === bytes && `sha256:${hash.digest('hex')}` === digest;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (chunk.length === 0) {
        done();
        return;
      }
      seen += chunk.length;
      hash.update(chunk);
      if (seen > bytes || (seen === bytes && !isRight())) {
        done(wrong());
        return;
      }
      passed(chunk.length);
      done(null, chunk);
    },
    flush(done) {
      // Of a file with bytes the last piece was looked at above.
      const isComplete = bytes === 0 ? isRight() : seen === bytes;
      done(isComplete ? null : wrong());
    },
  });
}
