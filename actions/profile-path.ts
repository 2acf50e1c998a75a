import { join } from 'node:path';
import { profileFile } from '../core/verify/names.ts';
import type { Model } from './open-model.ts';

/** Where the profile of a model's reference lies between the steps of a job: beside its records, not among them. */
export function profilePath({ records }: Pick<Model, 'records'>): string {
  return join(records.root, profileFile);
}
