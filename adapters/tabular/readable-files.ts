import { open } from 'node:fs/promises';
import { type DataFile, sizeOf } from './data-file.ts';
import { readMetadata } from './parquet/metadata.ts';
import { asyncBuffer } from './parquet/read-bytes.ts';

/** A file that cannot be opened as a table, and why, as a sentence. */
export interface UnreadableFile {
  readonly file: DataFile;
  readonly reason: string;
}

const magic = 'PAR1';

/**
 * Of several files those that can be opened, and those that cannot: empty ones, and Parquet without its end, such as one that
 * is still being written. One file alone, or all of them, are left for what reads them to refuse.
 */
export async function readableFiles(files: readonly DataFile[]): Promise<{
  readonly files: readonly DataFile[];
  readonly unreadable: readonly UnreadableFile[];
}> {
  if (files.length === 1) return { files, unreadable: [] };
  const readable: DataFile[] = [];
  const unreadable: UnreadableFile[] = [];
  for (const file of files) {
    const reason = await whyUnreadable(file);
    if (reason === null) readable.push(file);
    else unreadable.push({ file, reason });
  }
  return readable.length === 0 ? { files, unreadable: [] } : { files: readable, unreadable };
}

async function whyUnreadable(file: DataFile): Promise<string | null> {
  const size = await sizeOf(file);
  if (size === 0) return 'It is empty.';
  await using handle = await open(file.path);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(magic.length), 0, magic.length, 0);
  if (!magic.startsWith(buffer.toString('latin1', 0, bytesRead))) return null;
  try {
    await readMetadata(asyncBuffer(handle, size));
    return null;
  } catch {
    // Bytes that can't be may make the decoder throw anything.
    return 'It is a Parquet file whose end is missing or damaged: let the step that writes it finish.';
  }
}
