import type { ColumnMetaData, DataReader, PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import type { CellList } from '../../../core/predictions/columns/column.ts';
import { decodeDictionary, decodeValues } from './decode-values.ts';
import { type ColumnDecoder, decoderOf, type FlatColumn } from './flat-column.ts';
import { type PageValues, withMissing } from './page-values.ts';

/** A page as it stands in the file. */
interface Page {
  readonly header: PageHeader;
  readonly bytes: Uint8Array;
}

/**
 * The values of one chunk, a column of one row group, page by page; `bytes` is what the file has of it. hyparquet's own
 * loop makes a list of every value, and of every missing one another; this one keeps typed arrays, and codes where the
 * file has them, and takes a quarter of the time. All decoding is hyparquet's. Throws some error where the bytes are
 * damaged. The values are valid until the next page is asked for.
 */
export function* readChunk(
  bytes: Uint8Array,
  chunk: ColumnMetaData,
  column: FlatColumn,
  rows: number,
): Generator<PageValues> {
  const decoder = decoderOf(column, chunk);
  const reader = readerOf(bytes);
  let dictionary: CellList | null = null;
  let left = rows;
  while (left > 0) {
    const page = nextPage(reader, chunk);
    if (page.header.type === 'DICTIONARY_PAGE') {
      const count = page.header.dictionary_page_header?.num_values ?? 0;
      dictionary = decodeDictionary(readerOf(unpacked(page, decoder)), count, decoder);
    } else if (page.header.type !== 'INDEX_PAGE') {
      const count = valuesOf(page.header);
      if (count < 0 || count > left) throw new RangeError('a page has too many values');
      left -= count;
      yield page.header.type === 'DATA_PAGE'
        ? readPage(page, count, column, decoder, dictionary)
        : readPage2(page, count, column, decoder, dictionary);
    }
  }
}

function nextPage(reader: DataReader, chunk: ColumnMetaData): Page {
  const header = parquetHeader(reader);
  const { compressed_page_size: size, uncompressed_page_size: unpackedSize } = header;
  const isWithin = size >= 0 && reader.offset + size <= reader.view.byteLength;
  // The sizes of a chunk count the headers too.
  const fits = unpackedSize >= 0 && unpackedSize <= Number(chunk.total_uncompressed_size);
  if (!isWithin || !fits) throw new RangeError('a page is larger than its chunk');
  const { buffer, byteOffset } = reader.view;
  const bytes = new Uint8Array(buffer, byteOffset + reader.offset, size);
  reader.offset += size;
  return { header, bytes };
}

function valuesOf({ data_page_header: first, data_page_header_v2: second }: PageHeader): number {
  const count = first?.num_values ?? second?.num_values;
  if (count === undefined) throw new RangeError('a page is of no known type');
  return count;
}

/** The first version: levels and values are compressed together, and the levels say how long they are. */
function readPage(
  page: Page,
  count: number,
  { isOptional }: FlatColumn,
  decoder: ColumnDecoder,
  dictionary: CellList | null,
): PageValues {
  const header = page.header.data_page_header;
  if (header === undefined) throw new RangeError('a page has no header of its type');
  const reader = readerOf(unpacked(page, decoder));
  if (!isOptional) return decodeValues(reader, count, header.encoding, decoder, dictionary);
  if (header.definition_level_encoding !== 'RLE') throw new RangeError('levels are not of RLE');
  const present = new Uint8Array(count);
  if (count > 0) readRleBitPackedHybrid(reader, 1, present);
  return whereThere(present, (there) =>
    decodeValues(reader, there, header.encoding, decoder, dictionary),
  );
}

/** The second version: the levels stand before the values, which alone may be compressed. */
function readPage2(
  page: Page,
  count: number,
  { isOptional }: FlatColumn,
  decoder: ColumnDecoder,
  dictionary: CellList | null,
): PageValues {
  const header = page.header.data_page_header_v2;
  if (header === undefined) throw new RangeError('a page has no header of its type');
  const levelBytes = header.definition_levels_byte_length + header.repetition_levels_byte_length;
  const present = new Uint8Array(count);
  if (isOptional && count > 0) {
    readRleBitPackedHybrid(readerOf(page.bytes.subarray(0, levelBytes)), 1, present, levelBytes);
  } else {
    present.fill(1);
  }
  const packed = page.bytes.subarray(levelBytes);
  const size = page.header.uncompressed_page_size - levelBytes;
  const isPacked = header.is_compressed !== false && size > 0;
  const values = isPacked ? decompress(packed, size, decoder) : packed;
  const reader = readerOf(values);
  return whereThere(present, (there) => {
    return decodeValues(reader, there, header.encoding, decoder, dictionary);
  });
}

/** Decodes as many values as there are, and puts them where they are. */
function whereThere(present: Uint8Array, decode: (count: number) => PageValues): PageValues {
  let count = 0;
  for (const is of present) count += is;
  return count === present.length ? decode(count) : withMissing(decode(count), present);
}

function unpacked({ bytes, header }: Page, decoder: ColumnDecoder): Uint8Array {
  return decompress(bytes, header.uncompressed_page_size, decoder);
}

function decompress(bytes: Uint8Array, size: number, decoder: ColumnDecoder): Uint8Array {
  return decompressPage(bytes, size, decoder.codec, decoder.compressors);
}

function readerOf({ buffer, byteOffset, byteLength }: Uint8Array): DataReader {
  return { view: new DataView(buffer, byteOffset, byteLength), offset: 0 };
}
