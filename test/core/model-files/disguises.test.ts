import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { scanLimits } from '../../../core/model-files/limits.ts';
import { isTarHeader } from '../../../core/model-files/tar.ts';
import { goldenBytes, importsOf, judgedScan, scanned } from './scanned.ts';

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

/** A pickle with a header that calls `os.system`. */
const harmful = bytesOf(`\x80\x02${command}`);

function joined(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => [...(typeof part === 'string' ? bytesOf(part) : part)]),
  );
}

/** A tar archive of one file. */
function tarOf(name: string, content: Uint8Array): Uint8Array {
  const header = new Uint8Array(512);
  header.set(bytesOf(name));
  header.set(bytesOf(content.length.toString(8).padStart(11, '0')), 124);
  header.set(bytesOf('        '), 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(bytesOf(`${sum.toString(8)}\0`), 148);
  const padding = '\0'.repeat(1_024 + ((512 - (content.length % 512)) % 512));
  return joined(header, content, padding);
}

function little(value: number, bytes: number): string {
  const places = Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256);
  return String.fromCharCode(...places);
}

async function outcomeOf(file: Uint8Array): Promise<string> {
  return judgedScan(await scanned({ file })).outcome;
}

describe('a file that is two at once', () => {
  it('does not pass where it is gzip with the mark of tflite for its time', async () => {
    const packed = new Uint8Array(gzipSync(harmful));
    expect(await outcomeOf(packed)).toBe('fail');
    packed.set(bytesOf('TFL3'), 4);
    expect(await outcomeOf(packed)).toBe('inconclusive');
  });

  it('does not pass where it is gzip with a header of safetensors', async () => {
    const head = '\x1f\x8b\x08\0\0\0\0\0{"';
    expect(await outcomeOf(joined(head, ' '.repeat(100)))).toBe('inconclusive');
    const scan = await scanned({ file: joined(head, ' '.repeat(100)) });
    expect(scan.unread).toHaveLength(1);
  });

  it.each([
    'GIF8',
    'GIF89a',
    'PAR1',
    'GGUF',
    'GGUF\x09\0\0\0',
    'CBM1',
    '\xff\0\0\0TFL3',
    '\xff\xd8\xff',
    '\x89PNG\r\n\x1a\n',
    'ARROW1\0\0',
  ])('is not taken for a picture or a table by its first bytes alone: %j', async (head) => {
    expect(await outcomeOf(joined(head, '\0'.repeat(40)))).toBe('inconclusive');
  });

  it.each([
    ['GIF', 'GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\0;'],
    ['Parquet', `PAR1${'\0'.repeat(20)}PAR1`],
    ['GGUF', `GGUF\x03\0\0\0${little(1, 8)}${little(2, 8)}${'\0'.repeat(20)}`],
    ['TFLite', `\x1c\0\0\0TFL3${'\0'.repeat(40)}`],
    ['CatBoost', `CBM1${little(40, 4)}\x1c\0\0\0CBM1${'\0'.repeat(40)}`],
    ['JPEG', `\xff\xd8\xff\xe0${'\0'.repeat(20)}\xff\xd9`],
  ])('is not: %s passes', async (_, text) => {
    expect(await outcomeOf(bytesOf(text))).toBe('pass');
  });

  it.each([512, 1_024, 4_096])('does not pass with HDF5 at byte %d', async (at) => {
    const layer = '{"class_name": "Lambda"}';
    const file = joined('GIF89a', '\0'.repeat(at - 6), '\x89HDF\r\n\x1a\n\0\0', layer, '\0;');
    expect(await outcomeOf(file)).toBe('fail');
    const plain = joined('GIF89a', '\0'.repeat(at - 6), '\x89HDF\r\n\x1a\n\0\0\0;');
    expect(await outcomeOf(plain)).toBe('inconclusive');
  });

  it.each(['+%', '0o%', '%_'])('does not pass as a tar archive with the sum %j', async (form) => {
    const header = new Uint8Array(512);
    header.set(bytesOf('GGUF\x03\0\0\0'));
    header.set(bytesOf(harmful.length.toString(8).padStart(11, '0')), 124);
    header.set(bytesOf('        '), 148);
    const sum = header.reduce((total, byte) => total + byte, 0).toString(8);
    const digits = form === '%_' ? `${sum.slice(0, 1)}_${sum.slice(1)}` : form.replace('%', sum);
    header.set(bytesOf(`${digits}\0`), 148);
    expect(isTarHeader(header)).toBe(true);
    const file = joined(header, harmful, '\0'.repeat(512 - harmful.length));
    expect(await outcomeOf(file)).toBe('inconclusive');
  });

  it('is a tar archive too where its sum takes the bytes as signed', () => {
    const header = new Uint8Array(512).fill(0x20, 148, 156);
    header.set([0x61, 0xc3, 0xa9]);
    const sum = 0x61 + 0xc3 + 0xa9 - 512 + 8 * 32;
    header.set(bytesOf(`${sum.toString(8)}\0`), 148);
    expect(isTarHeader(header)).toBe(true);
  });

  it.each(['x^ is a letter and a hat', 'BZh9 and more', 'ZF0x1f', ']\0\x11\0\0'])(
    'does not pass where a loader would unpack it: %j',
    async (text) => {
      expect(await outcomeOf(bytesOf(text))).toBe('inconclusive');
    },
  );
});

describe('a zip archive', () => {
  const good = goldenBytes('zip, harmless');

  it('contradicts itself when its last end does not fit the end of the file', async () => {
    const hidden = joined(goldenBytes('zip, renamed pickle'), 'xxxxx');
    const file = joined(good.slice(0, -2), little(hidden.length, 2), hidden);
    const scan = await scanned({ file });
    expect(scan.unread[0]?.reason).toContain('its last end is not where the file ends');
    expect(judgedScan(scan).outcome).toBe('inconclusive');
  });

  it('contradicts itself when the last end is cut', async () => {
    const file = joined(good.slice(0, -2), '\x06\0', 'PK\x05\x06\0\0');
    expect((await scanned({ file })).unread[0]?.reason).toContain('its last end is not where');
  });

  it('is read as what it is at the end of a tar archive', async () => {
    for (const [name, outcome] of [
      ['zip, harmless', 'pass'],
      ['zip, renamed pickle', 'fail'],
    ] as const) {
      expect(await outcomeOf(tarOf('model.zip', goldenBytes(name)))).toBe(outcome);
    }
  });

  it('does not end in a header of a tar archive', async () => {
    expect(await outcomeOf(tarOf('PK\x05\x06', bytesOf('text')))).toBe('inconclusive');
  });

  it('ends a file that begins as something else, though its comment does not fit', async () => {
    const file = joined('GIF89a\0\0', goldenBytes('zip, renamed pickle'), 'more;');
    expect(await outcomeOf(file)).toBe('inconclusive');
  });

  it.each([0, 10])(
    'is read with %d bytes between its large end and the locator only if 0',
    async (between) => {
      const end = good.length - 22;
      const view = new DataView(good.buffer, good.byteOffset + end);
      const [entries, size, start] = [
        view.getUint16(10, true),
        view.getUint32(12, true),
        view.getUint32(16, true),
      ];
      const counts = `${little(entries, 8)}${little(entries, 8)}${little(size, 8)}${little(start, 8)}`;
      const large = `PK\x06\x06${little(44 + between, 8)}${'\0'.repeat(12)}${counts}${'\0'.repeat(between)}`;
      const locator = `PK\x06\x07${'\0'.repeat(4)}${little(end, 8)}\x01\0\0\0`;
      const file = joined(good.slice(0, end), large, locator, good.slice(end));
      expect(await outcomeOf(file)).toBe(between === 0 ? 'pass' : 'inconclusive');
    },
  );
});

describe('an array of NumPy', () => {
  it.each(['f', '<i', '|V'])('of the kind %s, without a size, is not read', async (kind) => {
    const header = `{'descr': '${kind}', 'fortran_order': False, 'shape': (1,), }\n`;
    const file = joined('\x93NUMPY\x01\0', little(header.length, 2), header, harmful);
    expect((await scanned({ file })).unread[0]?.reason).toContain('without a size');
  });
});
