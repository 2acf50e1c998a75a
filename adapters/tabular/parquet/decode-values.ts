import type { DataReader, DecodedArray, Encoding } from 'hyparquet';
import { convert } from 'hyparquet/src/convert.js';
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js';
import { byteStreamSplit, readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import type { CellList } from '../../../core/predictions/columns/column.ts';
import type { ColumnDecoder } from './flat-column.ts';
import { pageCells, type PageValues, pageValues } from './page-values.ts';

/** The values that the codes of a chunk's pages point to, of which there are `count`. */
export function decodeDictionary(
  reader: DataReader,
  count: number,
  decoder: ColumnDecoder,
): CellList {
  const values = readPlain(reader, decoder.type, count, decoder.element.type_length);
  return pageCells(convert(values, decoder));
}

/** The next `count` values, none of which is missing, by hyparquet's decoder for their encoding. */
export function decodeValues(
  reader: DataReader,
  count: number,
  encoding: Encoding,
  decoder: ColumnDecoder,
  dictionary: CellList | null,
): PageValues {
  if (encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY') {
    if (dictionary === null) throw new RangeError('a page of codes has no dictionary');
    return { kind: 'codes', cells: dictionary, codes: decodeCodes(reader, count, dictionary) };
  }
  const decode = decoders[encoding];
  if (decode === undefined) throw new RangeError(`the encoding ${encoding} is not read`);
  return pageValues(convert(decode(reader, count, decoder), decoder));
}

/**
 * Into a typed array, which is quicker than a list, and which a damaged run that claims to be longer can't make grow.
 * Codes of no bits are all 0.
 */
function decodeCodes(reader: DataReader, count: number, dictionary: CellList): Int32Array {
  const codes = new Int32Array(count);
  if (count === 0) return codes;
  const bits = reader.view.getUint8(reader.offset);
  reader.offset += 1;
  if (bits > 31) throw new RangeError('a code has more than 31 bits');
  const bytes = reader.view.byteLength - reader.offset;
  if (bits > 0) readRleBitPackedHybrid(reader, bits, codes, bytes);
  for (const code of codes) {
    if (code < 0 || code >= dictionary.length) throw new RangeError('a code points nowhere');
  }
  return codes;
}

/** By the encoding; codes of a dictionary are not among them. */
const decoders: Partial<
  Record<Encoding, (reader: DataReader, count: number, decoder: ColumnDecoder) => DecodedArray>
> = {
  PLAIN: (reader, count, { type, element }) => readPlain(reader, type, count, element.type_length),
  BYTE_STREAM_SPLIT: (reader, count, { type, element }) =>
    byteStreamSplit(reader, count, type, element.type_length),
  RLE: decodeBooleans,
  DELTA_BINARY_PACKED(reader, count, { type }) {
    const numbers = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
    deltaBinaryUnpack(reader, count, numbers);
    return numbers;
  },
  DELTA_LENGTH_BYTE_ARRAY(reader, count) {
    const texts: Uint8Array[] = [];
    deltaLengthByteArray(reader, count, texts);
    return texts;
  },
  DELTA_BYTE_ARRAY(reader, count) {
    const texts: Uint8Array[] = [];
    deltaByteArray(reader, count, texts);
    return texts;
  },
};

function decodeBooleans(reader: DataReader, count: number): boolean[] {
  const bits = new Uint8Array(count);
  readRleBitPackedHybrid(reader, 1, bits);
  return Array.from(bits, (bit) => bit === 1);
}
