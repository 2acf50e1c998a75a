import { describe, expect, it } from 'vitest';
import { scanLimits } from '../../../core/model-files/limits.ts';
import { importsOf, judgedScan, scanned } from './scanned.ts';

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Opcodes that call `os.system`, without a header. */
const command = 'cos\nsystem\n(Vecho\ntR.';

describe('a pickle without a header', () => {
  it.each(['+1', ' 1', '1 ', '1_0', '+0_0', '\t1\r', '0'.repeat(40), '1\0 x'])(
    'is followed where a key of its memo is written as %j, as Python reads it',
    async (key) => {
      const scan = await scanned({ file: bytesOf(`Np${key}\n0${command}`) });
      expect(importsOf(scan)).toEqual(['os.system']);
      expect(judgedScan(scan).outcome).toBe('fail');
    },
  );

  it.each([
    ['more values than are kept', `)${'2'.repeat(scanLimits.pickleValues + 1)}`, ''],
    ['more pickles than are read', 'N.'.repeat(scanLimits.pickles + 1), ''],
    ['a key that is too long', `Np${'0'.repeat(2_000)}\n0`, ''],
    ['a key that is too large', `Np${'9'.repeat(30)}\n0`, ''],
    ['more pickles than are read', 'N.'.repeat(scanLimits.pickles + 1), 'GIF89a'],
  ])('does not pass where we stop before its first import: %s', async (_, before, head) => {
    const file = bytesOf(`${head === '' ? '' : `${head}\0\0\0.`}${before}${command}`);
    expect(judgedScan(await scanned({ file })).outcome).not.toBe('pass');
  });

  it.each([
    ['a name in escapes', 'V\\u006fs\nVsystem\n\x93Vecho\n\x85R'],
    ['a number in place of a name', '\x82\x01Vecho\n\x85R'],
    ['something imported that it changes', 'cmailbox\nMH\n}b'],
    [
      'more imports than are kept',
      Array.from({ length: 1_001 }, (_, at) => `cm\nC${at}\n0`).join(''),
    ],
  ])('fails behind the first bytes of a GIF for %s, though it breaks off', async (_, opcodes) => {
    const scan = await scanned({ file: bytesOf(`GIF89a\0\0\0${opcodes}!`) });
    expect(judgedScan(scan).outcome).toBe('fail');
  });

  it.each([
    'pineapple, '.repeat(200),
    'graph, '.repeat(300),
    `column,${'column '.repeat(300)}\nsecond line\n1,2\n`,
    'No\nperson\n',
    'cat\ndog\nReading\n',
  ])('is not seen in a plain text: %j', async (text) => {
    expect(judgedScan(await scanned({ file: bytesOf(text) })).outcome).toBe('pass');
  });
});
