import type { ModelArtifact } from '../../../schemas/types.ts';
import { listFolder } from './artifacts.ts';
import type { Client } from './client.ts';
import { patiently } from './patiently.ts';
import { modelPath, type Place } from './place.ts';

/** What a server says that a model's folders hold, beside what they should. */
export interface Listed {
  /** Sizes by path in the model; of the files that it should have. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The first path that is not the model's; null when there is none. A whole folder is fetched with everything in it. */
  readonly stranger: string | null;
}

/** Lists the folders that a model has, and no others. */
export async function listModel(
  client: Client,
  place: Place,
  { files }: ModelArtifact,
): Promise<Listed> {
  const wanted = new Set(files.map(({ path }) => path));
  const folders = foldersOf(wanted);
  const sizes = new Map<string, number>();
  let stranger: string | null = null;
  for (const folder of folders) {
    const inside = folder === '' ? '' : `${folder}/`;
    const path = `${modelPath(place)}/${inside}`.replace(/\/$/, '');
    for (const [name, size] of await patiently(client, () => listFolder(client, path))) {
      const found = `${inside}${name}`;
      if (size !== null && wanted.has(found)) sizes.set(found, size);
      else if (size !== null || !folders.has(found)) stranger ??= found;
    }
  }
  return { sizes, stranger };
}

/** The folders of these files, the model's own as an empty text. */
function foldersOf(files: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set(['']);
  for (const file of files) {
    for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
      folders.add(file.slice(0, at));
    }
  }
  return folders;
}
