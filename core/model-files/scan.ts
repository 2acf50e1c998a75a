import { RefusedError } from '../errors.ts';
import { collect, type ModelScan } from './collect.ts';
import { readContent } from './content.ts';
import { collectFacts } from './facts.ts';
import type { Item, Scan, Unpack } from './item.ts';
import { scanLimits } from './limits.ts';
import type { ByteSource } from './source.ts';

/** A scan in which nothing was read yet. */
export function startScan(unpack: Unpack): Scan {
  const { entries, unpackedBytes } = scanLimits;
  return { unpack, found: collect(), scanItem, left: { entries, unpackedBytes } };
}

/** Reads one file of the model, and what is packed in it. Throws only what is a defect, or an error of its source. */
export async function scanFile(scan: Scan, path: string, source: ByteSource): Promise<void> {
  await scanItem(scan, { source, path, depth: 0, role: null });
}

/** What was found in all files that were scanned. */
export function endScan(scan: Scan): ModelScan {
  return scan.found.result();
}

/** Reads one item, and says of it what it is or why it can't be read. */
async function scanItem(scan: Scan, item: Item): Promise<void> {
  const facts = collectFacts();
  const { found } = scan;
  if (item.depth > scanLimits.depth) {
    found.addUnread(item.path, `It lies in more than ${scanLimits.depth} archives in each other.`);
    return;
  }
  let format = 'unknown';
  try {
    const content = await readContent(scan, item, facts);
    format = content.format;
    if (format === 'unknown') {
      found.addUnknown(item.path, content.problem ?? '', item.source.sizeBytes);
    } else if (content.problem !== null) found.addUnread(item.path, content.problem);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    found.addUnread(item.path, error.message);
  }
  found.addFile(item.path, format, facts.facts());
}
