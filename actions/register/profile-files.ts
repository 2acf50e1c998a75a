import { stat } from 'node:fs/promises';
import * as core from '@actions/core';
import { digestFile } from '../../adapters/files/index.ts';
import type { Attachment } from '../../adapters/registries/registry.ts';
import { profileFile } from '../../core/verify/names.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Model } from '../open-model.ts';
import { profilePath } from '../profile-path.ts';

/**
 * The profile of the reference, as the step evaluate has made it and its record names it; none, with a warning, where it is
 * wanted and not there. Its levels are values of the data set: whoever may read the repository can read them.
 */
export async function profileFiles(
  model: Model,
  { profile }: Readonly<EvaluationRecord>,
): Promise<readonly Attachment[]> {
  if (model.config.monitor?.reference.keep !== true) return [];
  if (profile === undefined) {
    core.warning(
      `${model.name} is registered without a profile of its reference, since the step evaluate has made none: its log says why. Monitoring reads the data set.`,
    );
    return [];
  }
  const path = profilePath(model);
  const found = await stat(path).catch(() => null);
  if (found?.size !== profile.bytes || (await digestFile(path)) !== profile.digest) {
    core.warning(
      `${model.name} is registered without a profile of its reference: ${path} is no longer what the step evaluate made. Let no step between evaluate and register write there.`,
    );
    return [];
  }
  const { digest, bytes } = profile;
  return [{ name: profileFile, path, contentType: 'application/gzip', digest, bytes }];
}
