import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { type Registration, variablesOf } from '../../core/registration/manifest.ts';

/** Where what GitHub gives out is kept. */
export interface Places {
  readonly keyFile: string;
  readonly variablesFile: string;
}

/** The files of a registration in a folder. Throws an InputError where there is such a file: no key is overwritten. */
export async function placesIn(folder: string): Promise<Places> {
  const keyFile = join(resolve(folder), 'assay.private-key.pem');
  const variablesFile = join(resolve(folder), 'assay.env');
  if (!(await isFolder(folder))) {
    throw new InputError('no-folder', `${folder} is no folder: make it, or name another by --out.`);
  }
  for (const file of [keyFile, variablesFile]) {
    if (await isThere(file)) {
      throw new InputError(
        'file-exists',
        `${file} is there already, and is not overwritten: move it, or name another folder by --out.`,
      );
    }
  }
  return { keyFile, variablesFile };
}

/** Writes the key and the variables, for their owner's eyes only. */
export async function keepRegistration(
  { keyFile, variablesFile }: Places,
  registration: Registration,
  apiUrl: string | null,
): Promise<void> {
  const options = { mode: 0o600, flag: 'wx' } as const;
  await writeFile(keyFile, registration.privateKey, options);
  await writeFile(variablesFile, variablesOf(registration, keyFile, apiUrl), options);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
