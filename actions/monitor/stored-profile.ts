import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { largestProfileFile, readProfile } from '../../adapters/profile/profile-file.ts';
import { RefusedError } from '../../core/errors.ts';
import type { ProfileAbout } from '../../core/profile/document.ts';
import { lackingColumns } from '../../core/profile/lacking-columns.ts';
import type { ReferenceProfile } from '../../core/profile/profile.ts';
import { watchedColumns } from '../../core/profile/watched-columns.ts';
import { quoted } from '../../core/predictions/columns/quoted.ts';
import { profileFile } from '../../core/verify/names.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { attempt } from '../attempt.ts';
import type { Model } from '../open-model.ts';
import type { LookUp } from './production.ts';

/** The profile that a registered version keeps of the data that it learnt from. */
export interface StoredProfile {
  readonly profile: ReferenceProfile;
  readonly version: string;
  /** The data set of which it is, as a drift record names it. */
  readonly source: ProfileAbout['source'];
}

/**
 * The profile of the version in production, verified against that version's record; null, with a sentence in the log that
 * says why, where there is none or it can't be had. Then `monitor.reference.path` is read.
 */
export async function storedProfile(model: Model, lookUp: LookUp): Promise<StoredProfile | null> {
  if (lookUp === null) {
    core.info(
      'Without the input "token" the profile that is kept with the version in production is not fetched.',
    );
    return null;
  }
  const found = await attempt(
    'monitor',
    'The profile of the version in production could not be used',
    () => fetchProfile(model, lookUp),
  );
  return found !== null && isOfColumns(found, model) ? found : null;
}

/** Whether the profile knows of all columns that are watched now. */
function isOfColumns({ profile, version }: StoredProfile, { config }: Model): boolean {
  const [first, ...others] = lackingColumns(profile, watchedColumns(config), config.monitor ?? {});
  if (first === undefined) return true;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  core.warning(
    `The profile that version ${version} keeps knows nothing of the column ${quoted(first)}${more}, so the data set is read: the next version has a profile of the columns that are watched now.`,
    { title: 'Assay monitor' },
  );
  return false;
}

async function fetchProfile(
  model: Model,
  lookUp: NonNullable<LookUp>,
): Promise<StoredProfile | null> {
  const { registry, record } = await lookUp();
  if (record === null) {
    core.info(`No version of ${model.name} is registered yet, so there is no profile.`);
    return null;
  }
  const file = record.attachments?.find(({ name }) => name === profileFile);
  if (file === undefined) {
    core.warning(
      `${record.tag} was registered without a profile of its reference, so the data set is read: the next version has one if monitor.reference.keep is true then.`,
      { title: 'Assay monitor' },
    );
    return null;
  }
  if (file.bytes > largestProfileFile) {
    throw new RefusedError(
      'profile-refused',
      `${file.name} of ${record.tag} is larger than a profile can be.`,
    );
  }
  const folder = join(model.records.root, 'reference');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const path = join(folder, profileFile);
    await registry.download(record, file, path);
    return await verified(path, model, record);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The download has held the bytes to the record's digest; what is in them is held to the model. */
async function verified(
  path: string,
  model: Model,
  { tag, version }: Readonly<VersionRecord>,
): Promise<StoredProfile> {
  const { about, reference } = await readProfile(path, `${profileFile} of ${tag}`);
  if (about.model !== model.name) {
    throw new RefusedError(
      'profile-refused',
      `${profileFile} of ${tag} is that of the model ${about.model}.`,
    );
  }
  return { profile: reference, version, source: about.source };
}
