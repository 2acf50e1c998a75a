import type { FactCollector } from './facts.ts';
import { startsWith } from './magic.ts';
import { readNpyHeader } from './npy.ts';
import { readPickles } from './pickle/read.ts';
import { type ByteSource, partOf, unreadable } from './source.ts';

/** Reads the arrays of a `.npy` file, which may follow each other; objects in one are a pickle. */
export async function scanNpy(source: ByteSource, facts: FactCollector): Promise<string> {
  for (let offset = 0; offset < source.sizeBytes;) {
    const head = await source.read(offset, 6);
    if (!startsWith(head, '\x93NUMPY'))
      throw unreadable(`At byte ${offset}, behind an array, stands something else.`);
    const { hasObjects, dataStart, dataBytes } = await readNpyHeader(source, offset);
    if (hasObjects || dataBytes === null) {
      await readObjects(source, offset + dataStart, facts);
      return 'npy';
    }
    offset += dataStart + dataBytes;
    if (offset > source.sizeBytes) throw unreadable('It is an array that ends early.');
  }
  return 'npy';
}

async function readObjects(source: ByteSource, start: number, facts: FactCollector): Promise<void> {
  facts.addFinding('object-array', 'numpy.load runs its pickle when allow_pickle is set');
  const pickle = partOf(source, start, source.sizeBytes - start);
  const reading = await readPickles(pickle, false);
  facts.addAll(reading.facts.facts());
  if (reading.problem === null) return;
  if (reading.whole === 0 && facts.hasImports) facts.addFinding('broken-pickle', reading.problem);
  throw unreadable(`Its objects are a pickle that can't be read to its end: ${reading.problem}`);
}
