import { scanCompressed, scanTar, scanZip } from './archives.ts';
import type { FactCollector } from './facts.ts';
import { hiddenHdf5, isHdf5, readHdf5 } from './hdf5.ts';
import { compressionOf, plainMagic, startsWith } from './magic.ts';
import { scanNpy } from './numpy.ts';
import { type PickleReading, readPickles } from './pickle/read.ts';
import { plainFormat } from './plain-format.ts';
import { pickleContent, torchMagic } from './pickle-content.ts';
import { messageContent } from './message-content.ts';
import { looksLikeSafetensors, safetensorsProblem } from './safetensors.ts';
import type { Content, Item, Scan } from './item.ts';
import type { ByteSource } from './source.ts';
import { isTarHeader } from './tar.ts';
import { isTensorIndex } from './tensor-index.ts';
import { isText, readText } from './text.ts';
import { findZipEnd, fitsEnd } from './zip.ts';

/**
 * Tells what a file is by its bytes, never by its name, and reads it. What a pickle's loader would make of the bytes
 * is looked at in any case, since a file may be two things at once.
 */
export async function readContent(scan: Scan, item: Item, facts: FactCollector): Promise<Content> {
  const { source } = item;
  if (source.sizeBytes === 0) return { format: 'empty', problem: null };
  const head = await source.read(0, 512);
  const pickles = await readPickles(source, isTorch(item, head));
  const pickle = pickleContent(item, head, pickles, facts);
  const zipEnd = await zipEndOf(source, head);
  const double = twoAtOnce(head, zipEnd);
  if (double !== null) return { format: pickle?.format ?? 'archive', problem: double };
  const hidden = await hiddenHdf5(source, facts);
  if (hidden !== null) return { format: 'hdf5', problem: hidden };
  if (pickle !== null && startsWith(head, '\x80')) return pickle;
  const other = await readOther(scan, item, head, zipEnd, facts, pickles);
  if (pickle === null) return other;
  if (other.format === 'unknown' || other.format === 'text') return pickle;
  return pickles.isCutShort && other.problem === null
    ? { ...other, problem: pickle.problem }
    : other;
}

/** In a tar archive the end that does not fit is that of a zip archive in it, which is read there. */
async function zipEndOf(source: ByteSource, head: Uint8Array): Promise<number | null> {
  const end = await findZipEnd(source);
  if (end === null || !isTarHeader(head)) return end;
  return (await fitsEnd(source, end)) ? end : null;
}

function isTorch({ role }: Item, head: Uint8Array): boolean {
  return role === 'torch-pickle' || startsWith(head, torchMagic);
}

/**
 * Why bytes are an archive and something else at once, as a sentence; null when they are not. torch looks for a tar
 * archive before it looks for a pickle, and others for a zip archive at the end: what one loader reads, another does not.
 */
function twoAtOnce(head: Uint8Array, zipEnd: number | null): string | null {
  const [first = 0] = head;
  const isZip = startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06');
  if (zipEnd !== null && !isZip) return 'It ends as a zip archive and begins as something else.';
  if (isCompressedToo(head)) return 'It is compressed, and begins as something else too.';
  if (!isTarHeader(head)) return null;
  const isName = first >= 0x20 && first <= 0x7e && !isZip && plainMagic(head) === null;
  if (isName && compressionOf(head) === null) return null;
  return 'It is a tar archive and begins as something else.';
}

/**
 * Of a safetensors file the first two bytes are its header's length and may be those of zlib by chance, but what follows
 * is then no zlib; with gzip it could be.
 */
function isCompressedToo(head: Uint8Array): boolean {
  const compression = compressionOf(head);
  if (compression === null) return false;
  return plainMagic(head) !== null || (compression.name === 'gzip' && looksLikeSafetensors(head));
}

/** What is no pickle, or a pickle only by chance. */
async function readOther(
  scan: Scan,
  item: Item,
  head: Uint8Array,
  zipEnd: number | null,
  facts: FactCollector,
  pickles: PickleReading,
): Promise<Content> {
  const { source } = item;
  if (zipEnd !== null) return whole(await scanZip(scan, item, zipEnd, facts));
  if (startsWith(head, 'PK\x03\x04'))
    return { format: 'zip', problem: 'It is a damaged zip archive.' };
  if (isTarHeader(head)) return whole(await scanTar(scan, item, facts));
  if (startsWith(head, '\x93NUMPY')) return whole(await scanNpy(source, facts));
  if (isHdf5(head)) return { format: 'hdf5', problem: await readHdf5(source, facts) };
  if (looksLikeSafetensors(head)) {
    const problem = await safetensorsProblem(source);
    if (problem !== null) facts.addFinding('bad-structure', problem);
    return whole('safetensors');
  }
  // Before a text: what is packed may be all letters. The numbers of a storage are so only by chance.
  const compression = item.role === 'raw' ? null : compressionOf(head);
  if (compression !== null) return scanCompressed(scan, item, compression);
  const plain = await plainFormat(source, head);
  if (plain !== null) return whole(plain);
  if (await isText(source)) return whole(await readText(source, facts));
  if (await isTensorIndex(source, head)) return whole('tensor-index');
  return (await messageContent(scan, item, facts)) ?? unknown(item, head, pickles);
}

function whole(format: string): Content {
  return { format, problem: null };
}

function unknown({ role }: Item, head: Uint8Array, { problem }: PickleReading): Content {
  if (role === 'raw') return whole('tensors');
  const first = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'));
  const asPickle = problem === null ? '' : ` As a pickle it can't be read: ${problem}`;
  return {
    format: 'unknown',
    problem: `It is of no format that is known; it begins with the bytes ${first.join(' ')}.${asPickle}`,
  };
}
