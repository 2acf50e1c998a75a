import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attachment } from '../../adapters/registries/registry.ts';
import { sha256 } from '../../core/record/digest.ts';

/** Writes JSON that a version is published with, as people read it. */
export function writtenJson(folder: string, name: string, content: object): Promise<Attachment> {
  return writtenText(folder, name, `${JSON.stringify(content, null, 2)}\n`, 'application/json');
}

/** Writes a text that a version is published with into a folder, which is made where it is not there. */
export async function writtenText(
  folder: string,
  name: string,
  text: string,
  contentType: string,
): Promise<Attachment> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, text);
  return { name, path, contentType, digest: sha256(text), bytes: Buffer.byteLength(text) };
}
