import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Publication } from '../../../adapters/registries/registry.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { released } from '../../actions/released.ts';
import { temporaryFolder } from '../temporary.ts';

/** Version 1.0.0 of `bikes` with its package and its record on disk. */
export async function publicationOfBikes(): Promise<Publication> {
  const { record, archive } = await released({ 'model/weights.txt': 'offset: 1\n' });
  const folder = await temporaryFolder();
  const attach = async (name: string, contentType: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    const bytes = await readFile(path);
    return { name, path, contentType, digest: sha256(bytes), bytes: bytes.length };
  };
  const archived = await attach(record.package.name, 'application/gzip', archive);
  return {
    record,
    packed: {
      digest: record.package.digest,
      bytes: record.package.bytes,
      describe: () => record.package,
      upload: (draft) => draft.attach(archived),
    },
    attachments: [await attach('version.json', 'application/json', JSON.stringify(record))],
    notes: 'Notes.',
  };
}
