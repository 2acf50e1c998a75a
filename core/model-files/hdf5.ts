import type { FactCollector } from './facts.ts';
import { startsWith } from './magic.ts';
import { holdsText, readMarkers } from './markers.ts';
import type { ByteSource } from './source.ts';

const signature = '\x89HDF\r\n\x1a\n';

/** Whether these are the first bytes of HDF5. */
export function isHdf5(head: Uint8Array): boolean {
  return startsWith(head, signature);
}

/**
 * Looks at what HDF5 holds, and says why not all of it; null when nothing is left. Keras keeps the description of its
 * layers in it, PyTables pickles: of those only their being there is seen.
 */
export async function readHdf5(source: ByteSource, facts: FactCollector): Promise<string | null> {
  await readMarkers(source, facts);
  const isPyTables = await holdsText(source, 'PYTABLES_FORMAT_VERSION');
  return isPyTables
    ? 'It was written by PyTables, which keeps pickles where they are not looked for.'
    : null;
}

/**
 * Looks at HDF5 that lies behind other bytes, and says so; null when there is none. A reader looks for it at 0, 512,
 * 1024, 2048 and so on; see the HDF5 file format, III.A, "Superblock".
 */
export async function hiddenHdf5(source: ByteSource, facts: FactCollector): Promise<string | null> {
  if (isHdf5(await source.read(0, signature.length))) return null;
  for (let at = 512; at + signature.length <= source.sizeBytes; at *= 2) {
    if (!isHdf5(await source.read(at, signature.length))) continue;
    await readHdf5(source, facts);
    return `It begins as something else, and HDF5 follows at byte ${at}: keep it in a file of its own.`;
  }
  return null;
}
