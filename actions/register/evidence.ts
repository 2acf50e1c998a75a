import * as core from '@actions/core';
import { join } from 'node:path';
import { gitHubSource } from '../../adapters/evidence/github-source.ts';
import { packEvidence } from '../../adapters/evidence/pack-evidence.ts';
import type { NewRecords } from '../../adapters/evidence/with-records.ts';
import { repositoryWithToken } from '../../adapters/github/with-token.ts';
import type { Attachment } from '../../adapters/registries/registry.ts';
import { AssayError } from '../../core/errors.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';

/**
 * The evidence for a new version, as far as it is on record now. None, with a warning, where it can't be read or
 * trusted: a version is registered all the same, and `assay evidence` makes the folder later.
 */
export async function evidenceFile(
  step: Step<'token'>,
  model: Model,
  records: NewRecords,
): Promise<readonly Attachment[]> {
  const source = gitHubSource(repositoryWithToken(step.job, step.input('token')));
  try {
    return [await packEvidence(source, records, join(model.records.root, 'package'))];
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    core.warning(
      `${records.version.tag} is published without the archive of its evidence. ${error.message} "assay evidence ${model.name}@${records.version.version}" makes it later.`,
    );
    return [];
  }
}
