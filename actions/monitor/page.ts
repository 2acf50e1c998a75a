import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import {
  artifactsAvailable,
  reportArtifactName,
  uploadReport,
} from '../../adapters/actions-runtime/artifact.ts';
import { pagePictures } from '../../core/report/drift/page-pictures.ts';
import { renderDriftPage } from '../../core/report/drift/page.ts';
import type { DriftRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { attempt } from '../attempt.ts';
import type { Model } from '../open-model.ts';
import type { Sides } from './sides.ts';

/**
 * Writes the page of a comparison, and keeps it as an artifact. Answers its path, empty where it was not written. What fails
 * of that is a warning.
 */
export async function writeReport(
  step: Step,
  model: Model,
  record: Readonly<DriftRecord>,
  sides: Pick<Sides, 'reference' | 'current'>,
): Promise<string> {
  const path = await attempt('monitor', 'The report could not be written', () =>
    writePage(model, record, sides),
  );
  if (path === null) return '';
  if (artifactsAvailable(step.variables)) {
    await attempt('monitor', 'The report could not be kept', () => keepPage(model, path));
  }
  return path;
}

async function writePage(
  model: Model,
  record: Readonly<DriftRecord>,
  { reference, current }: Pick<Sides, 'reference' | 'current'>,
): Promise<string> {
  const html = renderDriftPage({
    record,
    features: pagePictures(reference.profile, current, record.features),
  });
  const folder = join(model.records.root, 'report');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'drift.html');
  await writeFile(path, html);
  return path;
}

async function keepPage(model: Model, path: string): Promise<void> {
  const { id } = await uploadReport(model.name, path, model.records);
  core.info(`Kept the report as the artifact ${reportArtifactName(model.name)} (${id}).`);
}
