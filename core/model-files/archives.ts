import type { FactCollector } from './facts.ts';
import { scanLimits } from './limits.ts';
import type { Compression, UnpackMethod } from './magic.ts';
import { escapes } from './onnx.ts';
import type { Content, Item, Scan } from './item.ts';
import { type ByteSource, partOf, unreadable } from './source.ts';
import { readTar } from './tar.ts';
import { readZip, type ZipEntry } from './zip.ts';

/** Scans the entries of a zip archive; `end` is where its end record lies. */
export async function scanZip(
  scan: Scan,
  item: Item,
  end: number,
  facts: FactCollector,
): Promise<string> {
  const entries = await readZip(item.source, end, scan.left.entries);
  const torch = torchFolders(entries);
  for (const entry of entries) {
    notePath(entry.path, facts);
    countEntry(scan);
    const inner = {
      path: `${item.path}!/${entry.path}`,
      depth: item.depth + 1,
      role: roleOf(entry, torch),
    };
    const packed = partOf(item.source, entry.start, entry.packedBytes);
    const problem = entryProblem(entry);
    if (problem !== null) scan.found.addUnread(inner.path, problem);
    else if (entry.method === 0) await scan.scanItem(scan, { ...inner, source: packed });
    else
      await scanUnpacked(
        scan,
        inner,
        packed,
        methods[entry.method] ?? 'deflate',
        entry.unpackedBytes,
      );
  }
  return torch.size > 0 ? 'torch-zip' : 'zip';
}

const methods: Readonly<Record<number, UnpackMethod>> = { 8: 'deflate', 93: 'zstd' };

function entryProblem({
  isEncrypted,
  method,
  packedBytes,
  unpackedBytes,
}: ZipEntry): string | null {
  if (isEncrypted) return 'It is encrypted.';
  if (method === 0) {
    return packedBytes === unpackedBytes ? null : 'Its archive says two sizes of it.';
  }
  return Object.hasOwn(methods, method)
    ? null
    : `It is packed by method ${method}, which is not read.`;
}

/** The folders in which torch keeps a pickle and, beside it, the bytes of the storages that it names. */
function torchFolders(entries: readonly ZipEntry[]): ReadonlySet<string> {
  const paths = entries.map(({ path }) => path);
  const pickles = paths.filter((path) => /(?:^|\/)data\.pkl$/.test(path));
  const folders = pickles.map((path) => path.slice(0, -'data.pkl'.length));
  return new Set(
    folders.filter(
      (folder) => paths.includes(`${folder}version`) || paths.includes(`${folder}.format_version`),
    ),
  );
}

function roleOf({ path }: ZipEntry, torch: ReadonlySet<string>): Item['role'] {
  const [, folder = '', name = ''] =
    /^(.*?)((?:data|constants)\.pkl|(?:data|constants)\/\d+)$/s.exec(path) ?? [];
  if (name === '' || !torch.has(folder)) return null;
  return name.endsWith('.pkl') ? 'torch-pickle' : 'raw';
}

/** Scans the entries of a tar archive. */
export async function scanTar(scan: Scan, item: Item, facts: FactCollector): Promise<string> {
  for await (const { path, kind, content } of readTar(item.source)) {
    notePath(path, facts);
    countEntry(scan);
    if (kind === 'link') facts.addFinding('link', path);
    if (kind !== 'file') continue;
    const inner = { path: `${item.path}!/${path}`, depth: item.depth + 1, role: null };
    await scan.scanItem(scan, { ...inner, source: content });
  }
  return 'tar';
}

/** Scans what a compressed file holds. */
export async function scanCompressed(
  scan: Scan,
  item: Item,
  { name, method }: Compression,
): Promise<Content> {
  if (method === null) {
    const problem = `It is compressed by ${name}, which is not unpacked here: save it uncompressed, or by zlib, gzip or zstd.`;
    return { format: name, problem };
  }
  const inner = { path: item.path, depth: item.depth + 1, role: item.role };
  await scanUnpacked(scan, inner, item.source, method, null);
  return { format: name, problem: null };
}

/** Unpacks one entry within the limits, scans it and lets go of it. */
async function scanUnpacked(
  scan: Scan,
  inner: Omit<Item, 'source'>,
  packed: ByteSource,
  method: UnpackMethod,
  statedBytes: number | null,
): Promise<void> {
  const { ratio, ratioFromBytes } = scanLimits;
  const byRatio = Math.max(ratioFromBytes, packed.sizeBytes * ratio);
  const mostBytes = Math.min(scan.left.unpackedBytes, byRatio, statedBytes ?? Infinity);
  try {
    const source = await scan.unpack(packed, method, mostBytes);
    scan.left.unpackedBytes -= source.sizeBytes;
    try {
      if (statedBytes !== null && source.sizeBytes !== statedBytes) {
        throw unreadable('It is not as long as its archive says.');
      }
      await scan.scanItem(scan, { ...inner, source });
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    scan.found.addUnread(inner.path, error.message);
  }
}

function isUnreadable(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'unreadable';
}

function countEntry(scan: Scan): void {
  scan.left.entries -= 1;
  if (scan.left.entries < 0) throw unreadable('Its archives have more entries than are read.');
}

function notePath(path: string, facts: FactCollector): void {
  if (escapes(path)) facts.addFinding('escaping-path', path);
}
