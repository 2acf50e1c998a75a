import { type ByteSource, readExactly, unreadable } from './source.ts';

/** The header of an array in NumPy's format. */
export interface NpyHeader {
  /** Whether its items are Python objects: then a pickle follows. */
  readonly hasObjects: boolean;
  /** Where what follows the header begins, from the start of the array. */
  readonly dataStart: number;
  /** How long the items are together; null for objects. */
  readonly dataBytes: number | null;
}

const longestHeader = 1024 * 1024;
const plainType = /^[<>|=]?([?biufcmMSUV])(\d{0,9})(?:\[[\w/]{1,16}\])?$/;
const objectType = /^[<>|=]?O8?$/;
const field = String.raw`\('[^'\\]{0,200}', '[^'\\]{0,40}'(?:, \([\d, ]{0,100}\))?\)`;
const header = new RegExp(
  String.raw`^\{'descr': ('[^'\\]{0,40}'|\[${field}(?:, ${field}){0,999}\]), 'fortran_order': (?:True|False), 'shape': \(([\d, ]{0,400})\), \} *\n$`,
);

/**
 * The header of the array at an offset, after `numpy/lib/format.py`, versions 1 to 3. It is text that Python
 * evaluates: only what NumPy itself writes is read. Throws the RefusedError `unreadable`.
 */
export async function readNpyHeader(source: ByteSource, offset: number): Promise<NpyHeader> {
  const head = await readExactly(source, offset, 12);
  const major = head[6] ?? 0;
  if (major < 1 || major > 3) throw unreadable(`It is an array of version ${major}.`);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const headerBytes = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = major === 1 ? 10 : 12;
  if (headerBytes > longestHeader) throw unreadable('It is an array with a huge header.');
  const bytes = await readExactly(source, offset + start, headerBytes);
  const [, type = '', shape = ''] = header.exec(new TextDecoder('latin1').decode(bytes)) ?? [];
  if (type === '') throw unreadable('It is an array whose header is not as NumPy writes it.');
  const item = itemOf(type);
  const count = shape
    .split(',')
    .filter((size) => size.trim() !== '')
    .reduce((product, size) => product * Number(size), 1);
  const dataBytes = item === 'objects' ? null : count * item;
  if (dataBytes !== null && !Number.isSafeInteger(dataBytes)) {
    throw unreadable('It is an array of an impossible size.');
  }
  return { hasObjects: item === 'objects', dataStart: start + headerBytes, dataBytes };
}

function itemOf(type: string): number | 'objects' {
  if (type.startsWith("'")) return sizeOf(type.slice(1, -1));
  let sum = 0;
  for (const [, name = '', dimensions = ''] of type.matchAll(
    /\('[^']*', '([^']*)'(?:, \(([\d, ]*)\))?\)/g,
  )) {
    const size = sizeOf(name);
    if (size === 'objects') return size;
    const count = dimensions
      .split(',')
      .filter((each) => each.trim() !== '')
      .reduce((product, each) => product * Number(each), 1);
    sum += size * count;
  }
  return sum;
}

function sizeOf(type: string): number | 'objects' {
  if (objectType.test(type)) return 'objects';
  const [, letter = '', digits = ''] = plainType.exec(type) ?? [];
  if (letter === '') throw unreadable('It is an array of a kind that is not known.');
  if (letter === '?') return 1;
  // Python knows a size for a letter alone, such as 4 for `f`; NumPy writes it out.
  if (digits === '') throw unreadable('It is an array of a kind without a size.');
  return Number(digits) * (letter === 'U' ? 4 : 1);
}
