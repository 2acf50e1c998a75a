import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { dataEndings, isDataName } from '../../core/location/data-name.ts';
import { folderBefore } from '../../core/location/pattern.ts';
import { digestOfList, listedFiles } from '../files/digest-files.ts';
import { expand } from '../files/index.ts';
import { normalised } from '../files/within.ts';
import type { FetchedData, FetchOptions } from './fetched.ts';

/**
 * The files of the model's folder that a path stands for: the one that it names, whatever its name, or those of a folder
 * or a pattern that hold rows by their name. Throws an InputError for a path or a link that leads out of the folder.
 */
export async function findLocal(
  location: string,
  { folder, key }: Pick<FetchOptions, 'folder' | 'key'>,
): Promise<FetchedData> {
  const path = normalised(location);
  const found = await expand(folder, location);
  const isNamed = found.length === 1 && found[0] === path;
  const selected = isNamed ? found : found.filter((file) => isSelected(file, path));
  if (selected.length === 0) throw nothing(location, key, found.length);
  const files = await listedFiles(folder, selected);
  const [first] = files;
  return {
    files: files.map((file) => ({ path: join(folder, file.path), shown: file.path })),
    digest: isNamed && first !== undefined ? first.digest : digestOfList(files),
    shown: location,
    dispose: () => Promise.resolve(),
  };
}

/** What the path says by itself may be hidden; what is found below it not. */
function isSelected(file: string, path: string): boolean {
  const folder = file.startsWith(`${path}/`) ? `${path}/` : folderBefore(path);
  return isDataName(file.slice(folder.length));
}

function nothing(location: string, key: string, others: number): InputError {
  const endings = dataEndings.join(', ');
  const why =
    others === 0
      ? `the model's folder has no such file`
      : `none of the ${others} files there ends in ${endings}, hidden ones and those that begin with _ left out`;
  return new InputError(
    'no-input',
    `${key} names ${location}, and ${why}: correct it, or make the files in a step before this one.`,
  );
}
