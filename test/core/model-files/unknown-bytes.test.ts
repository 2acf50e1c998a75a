import { describe, expect, it } from 'vitest';
import { goldenBytes, judgedScan, scanned } from './scanned.ts';

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A field of a protocol-buffer message of fewer than 128 bytes. */
function field(number: number, content: string): string {
  return String.fromCharCode((number << 3) | 2, content.length) + content;
}

/** An ONNX model whose only tensor lies outside it. */
function model(place: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(place).map(([key, value]) =>
    field(13, field(1, key) + field(2, value)),
  );
  return bytesOf(`\x08\x08${field(7, field(5, entries.join('')))}`);
}

const weights = bytesOf('\x3f\0\x3f\x3f'.repeat(16));

/** An index of TensorFlow of 80 bytes: names from byte 8 to 16, places from byte 21 to 27. */
function index(handles: readonly number[] = [8, 8, 21, 6]): Uint8Array {
  const bytes = new Uint8Array(80);
  bytes.set(handles, 32);
  bytes.set(bytesOf('\x57\xfb\x80\x8b\x24\x75\x47\xdb'), 72);
  return bytes;
}

async function unreadOf(files: Readonly<Record<string, Uint8Array>>): Promise<readonly string[]> {
  const scan = await scanned(files);
  expect(judgedScan(scan).outcome).toBe(scan.unread.length === 0 ? 'pass' : 'inconclusive');
  return scan.unread.map(({ path }) => path);
}

describe('bytes of no known format beside an ONNX model', () => {
  it.each([
    { location: 'w.bin' },
    { location: 'w.bin', length: '64' },
    { location: 'w.bin', length: '32', offset: '32' },
  ])('are its data where its tensors lie in them: %j', async (place) => {
    expect(await unreadOf({ 'a.onnx': model(place), 'w.bin': weights })).toEqual([]);
  });

  it.each([
    { location: 'other.bin' },
    { location: 'w.bin', length: '65' },
    { location: 'w.bin', length: '32', offset: '33' },
    { location: 'w.bin', length: 'all' },
  ])('are unread where they are not: %j', async (place) => {
    expect(await unreadOf({ 'a.onnx': model(place), 'w.bin': weights })).toEqual(['w.bin']);
  });

  it.each([']\0\x11\0\0\xff', 'ZF\xff\0', 'BZh9\xff\0', '\xfd7zXZ\0\xff', '\x04"M\x18\xff'])(
    'are never its data where joblib would unpack them: %j',
    async (head) => {
      const files = { 'a.onnx': model({ location: 'w.bin' }), 'w.bin': bytesOf(head) };
      expect(await unreadOf(files)).toEqual(['w.bin']);
    },
  );
});

describe("bytes of no known format beside TensorFlow's index", () => {
  const shard = 'variables.data-00000-of-00001';

  it('are its data where they have its name', async () => {
    expect(await unreadOf({ 'v/variables.index': index(), [`v/${shard}`]: weights })).toEqual([]);
  });

  it.each(['w/variables.index', 'v/others.index'])('are unread beside %s', async (path) => {
    expect(await unreadOf({ [path]: index(), [`v/${shard}`]: weights })).toEqual([`v/${shard}`]);
  });

  it.each([
    [8, 8, 21, 7],
    [8, 9, 21, 6],
    [0, 0, 0, 0],
    [8, 8, 21, 6, 1],
  ])('are unread where its footer does not lead to its blocks: %j', async (...handles) => {
    expect(await unreadOf({ 'v/variables.index': index(handles) })).toEqual(['v/variables.index']);
  });

  it('are unread where only the last bytes are those of an index', async () => {
    const file = index();
    file[0] = 0x91;
    expect(await unreadOf({ file })).toEqual(['file']);
  });
});

describe("the numbers of a storage in torch's archive", () => {
  it.each([']\0', 'x\x9c', 'ZF', '\x1f\x8b'])('pass where they begin with %j', async (first) => {
    const file = goldenBytes('torch, zip');
    const floats = bytesOf('\0\0\x80\x3f\0\0\0\x40');
    const at = Buffer.from(file).indexOf(floats);
    expect(at).toBeGreaterThan(0);
    file.set(bytesOf(first), at);
    expect(judgedScan(await scanned({ file })).outcome).toBe('pass');
  });
});
