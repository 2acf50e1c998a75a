import { scanCompressed, scanTar, scanZip } from './archives.ts';
import type { FactCollector } from './facts.ts';
import { compressionOf, plainFormat, startsWith } from './magic.ts';
import { holdsText, readMarkers } from './markers.ts';
import { scanNpy } from './numpy.ts';
import { type PickleReading, readPickles } from './pickle/read.ts';
import { pickleContent, torchMagic } from './pickle-content.ts';
import { messageContent } from './message-content.ts';
import { looksLikeSafetensors, safetensorsProblem } from './safetensors.ts';
import type { Content, Item, Scan } from './item.ts';
import type { ByteSource } from './source.ts';
import { isTarHeader } from './tar.ts';
import { isText, readText } from './text.ts';
import { findZipEnd } from './zip.ts';

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
  const zipEnd = source.sizeBytes < 22 ? null : await findZipEnd(source);
  const double = twoAtOnce(head, zipEnd);
  if (double !== null) return { format: pickle?.format ?? 'archive', problem: double };
  if (pickle !== null && startsWith(head, '\x80')) return pickle;
  const other = await readOther(scan, item, head, zipEnd, facts, pickles);
  if (pickle === null) return other;
  if (other.format === 'unknown' || other.format === 'text') return pickle;
  return pickles.isCutShort && other.problem === null
    ? { ...other, problem: pickle.problem }
    : other;
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
  if (!isTarHeader(head)) return null;
  const isName = first >= 0x20 && first <= 0x7e && !isZip && plainFormat(head) === null;
  if (isName && compressionOf(head) === null) return null;
  return 'It is a tar archive and begins as something else.';
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
  if (startsWith(head, '\x89HDF\r\n\x1a\n')) return readHdf5(source, facts);
  if (looksLikeSafetensors(head)) {
    const problem = await safetensorsProblem(source);
    if (problem !== null) facts.addFinding('bad-structure', problem);
    return whole('safetensors');
  }
  const plain = plainFormat(head);
  if (plain !== null) return whole(plain);
  if (await isText(source)) return whole(await readText(source, facts));
  const compression = compressionOf(head);
  if (compression !== null) return scanCompressed(scan, item, compression);
  if (await isTensorIndex(source)) return whole('tensor-index');
  return (await messageContent(scan, item, facts)) ?? unknown(item, head, pickles);
}

function whole(format: string): Content {
  return { format, problem: null };
}

/** Keras keeps the description of its layers in HDF5, PyTables pickles: of those only their being there is seen. */
async function readHdf5(source: ByteSource, facts: FactCollector): Promise<Content> {
  await readMarkers(source, facts);
  const isPyTables = await holdsText(source, 'PYTABLES_FORMAT_VERSION');
  const problem = isPyTables
    ? 'It was written by PyTables, which keeps pickles where they are not looked for.'
    : null;
  return { format: 'hdf5', problem };
}

/** TensorFlow's index of tensors ends as LevelDB's tables do; see leveldb/table/format.h. */
async function isTensorIndex(source: ByteSource): Promise<boolean> {
  if (source.sizeBytes < 48) return false;
  const tail = await source.read(source.sizeBytes - 8, 8);
  return startsWith(tail, '\x57\xfb\x80\x8b\x24\x75\x47\xdb');
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
