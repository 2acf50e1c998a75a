import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import {
  artifactsAvailable,
  reportArtifactName,
  uploadReport,
} from '../../adapters/actions-runtime/artifact.ts';
import { UnavailableError } from '../../core/errors.ts';
import { pagePictures } from '../../core/report/drift/page-pictures.ts';
import { renderDriftPage } from '../../core/report/drift/page.ts';
import type { DriftRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import type { Sides } from './sides.ts';

/** Writes the page of a comparison, and keeps it as an artifact. Answers its path. What fails of that is a warning. */
export async function writeReport(
  step: Step,
  model: Model,
  record: Readonly<DriftRecord>,
  { reference, current }: Sides,
): Promise<string> {
  const html = renderDriftPage({
    record,
    features: pagePictures(reference.profile, current, record.features),
  });
  const folder = join(model.records.root, 'report');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'drift.html');
  await writeFile(path, html);
  if (!artifactsAvailable(step.variables)) return path;
  try {
    const { id } = await uploadReport(model.name, path, model.records);
    core.info(`Kept the report as the artifact ${reportArtifactName(model.name)} (${id}).`);
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    core.warning(error.message);
  }
  return path;
}
