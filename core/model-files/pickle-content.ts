import type { FactCollector } from './facts.ts';
import { startsWith } from './magic.ts';
import type { PickleReading } from './pickle/read.ts';
import type { Content, Item } from './item.ts';

/** The number with which files of torch before 1.6 begin, as a pickle of protocol 2. */
export const torchMagic = '\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.';

/** A file of torch before 1.6: its number, its version, the machine, the object, the names of the storages. */
const torchPickles = 5;

/** What a source is as a pickle; null when a loader of pickles would make nothing of it. */
export function pickleContent(
  { source, role }: Item,
  head: Uint8Array,
  reading: PickleReading,
  facts: FactCollector,
): Content | null {
  const { whole, end, problem, isPlausible, isCutShort } = reading;
  // Protocol 2 and later begin so; the bytes of a storage may by chance.
  const isFirm = role !== 'raw' && head[0] === 0x80 && (head[1] ?? 255) <= 5;
  const isComplete = whole > 0 && problem === null;
  if (!isFirm && !isPlausible && !isComplete && !isCutShort) return null;
  facts.addAll(reading.facts.facts());
  const isTorch = startsWith(head, torchMagic);
  const format = isTorch ? 'torch-pickle' : 'pickle';
  if (problem === null || (isTorch && whole >= torchPickles)) return { format, problem: null };
  if (whole === 0) {
    if (facts.hasImports) facts.addFinding('broken-pickle', problem);
    return { format, problem: `It is a pickle that can't be read to its end: ${problem}` };
  }
  const left = source.sizeBytes - end;
  return {
    format,
    problem: `Behind the pickle, which ends at byte ${end}, come ${left} bytes that are none: ${problem}`,
  };
}
