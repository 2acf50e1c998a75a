import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenBytes, goldenFiles, judgedScan, scanned } from './scanned.ts';

const seed = 20_260_726;
const names = goldenFiles.map(({ name }) => name).filter((name) => name !== 'zip bomb');
/** Harmful pickles with a header, of which no shorter part is a whole pickle. */
const harmful = goldenFiles
  .filter(
    ({ name, outcome, data }) =>
      outcome === 'fail' && data.startsWith('gA') && !/^two pickles|before zip/.test(name),
  )
  .map(({ name }) => name);

/** A change of some bytes: written over, taken out or put in. */
const change = fc.record({
  at: fc.nat(100_000),
  kind: fc.constantFrom('over', 'out', 'in'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
});

function changed(
  bytes: Uint8Array,
  changes: readonly { at: number; kind: string; bytes: Uint8Array }[],
): Uint8Array {
  let result = bytes;
  for (const { at, kind, bytes: put } of changes) {
    const start = at % (result.length + 1);
    const end = kind === 'in' ? start : Math.min(result.length, start + put.length);
    const inner = kind === 'out' ? [] : put;
    result = Uint8Array.from([...result.slice(0, start), ...inner, ...result.slice(end)]);
  }
  return result;
}

describe('whatever the bytes', () => {
  it('are, the scan ends with a judgement', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        async (name, changes) => {
          const finding = judgedScan(await scanned({ file: changed(goldenBytes(name), changes) }));
          expect(finding.sentence).not.toBe('');
        },
      ),
      { seed, numRuns: 700 },
    );
  });

  it('are, garbage that is no text never passes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 40, maxLength: 400 }), async (bytes) => {
        const garbage = Uint8Array.from([...bytes, 0, 0xff]);
        expect(judgedScan(await scanned({ file: garbage })).outcome).not.toBe('pass');
      }),
      { seed, numRuns: 700 },
    );
  });

  it('of a harmful pickle are, it never passes when it is cut or something comes behind it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...harmful),
        fc.nat(),
        fc.uint8Array({ maxLength: 20 }),
        async (name, cutAt, behind) => {
          const bytes = goldenBytes(name);
          const part = bytes.slice(0, 1 + (cutAt % bytes.length));
          expect(judgedScan(await scanned({ file: part })).outcome).not.toBe('pass');
          const longer = Uint8Array.from([...bytes, ...behind]);
          expect(judgedScan(await scanned({ file: longer })).outcome).toBe('fail');
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  it('come before a harmful pickle in an archive, they do not hide it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 30 }), async (before) => {
        const bytes = Uint8Array.from([...before, ...goldenBytes('zip, renamed pickle')]);
        expect(judgedScan(await scanned({ file: bytes })).outcome).not.toBe('pass');
      }),
      { seed, numRuns: 300 },
    );
  });
});
