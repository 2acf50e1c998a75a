import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as core from '@actions/core';
import type { Engine } from '../../adapters/engine/engine.ts';
import { writeProfile } from '../../adapters/profile/profile-file.ts';
import type { DataFile } from '../../adapters/tabular/data-file.ts';
import { InputError } from '../../core/errors.ts';
import type { ProfileAbout } from '../../core/profile/document.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { attempt } from '../attempt.ts';
import { isOfDefaultBranch } from '../default-branch.ts';
import { type Model, origin } from '../open-model.ts';
import { profilePath } from '../profile-path.ts';
import { referenceRequest } from '../reference-request.ts';
import { progress } from './progress.ts';

/** A data set that is at hand, and what reads it. */
export interface OpenedTable {
  readonly engine: Engine;
  readonly files: readonly DataFile[];
  /** Where it lies, without credentials. */
  readonly path: string;
  /** Over the files, sorted by name; null where they were not digested. */
  readonly digest: string | null;
}

/** Makes the data set of `monitor.reference.path` at hand. */
export type OpenTable = (step: Step, model: Model, path: string) => Promise<OpenedTable>;

/**
 * Makes the profile of the reference that the version of this model will be monitored by, where the configuration asks for
 * it and this job may register one. It is a help: what fails is a warning, and the version has none.
 */
export async function profileReference(
  step: Step<'model'>,
  model: Model,
  open: OpenTable,
): Promise<Pick<EvaluationRecord, 'profile'>> {
  const target = profilePath(model);
  await rm(target, { force: true });
  const reference = model.config.monitor?.reference;
  if (reference?.keep !== true || reference.path === undefined) return {};
  if (!isOfDefaultBranch(step.job)) return {};
  const { path } = reference;
  const profile = await attempt(
    'evaluate',
    `${model.name} will be registered without a profile of its reference`,
    () => makeProfile(step, model, target, () => open(step, model, path)),
  );
  return profile === null ? {} : { profile };
}

async function makeProfile(
  step: Step<'model'>,
  model: Model,
  target: string,
  open: () => Promise<OpenedTable>,
): Promise<NonNullable<EvaluationRecord['profile']>> {
  const table = await open();
  const tell = progress(`Profile of ${table.path}`);
  const request = referenceRequest(model.config, table.files, step.now(), (share) => {
    tell(Math.round(100 * share), 100);
  });
  const { profiled, calibration } = await table.engine.profile(request);
  const { whole, types } = profiled;
  if (whole.rows === 0) throw new InputError('no-rows', `${table.path} has no rows.`);
  await mkdir(dirname(target), { recursive: true });
  const about = aboutProfile(step, model, table);
  const written = await writeProfile(target, { profile: whole, types, calibration }, about);
  core.info(
    `Made the profile of ${table.path}: ${whole.rows} rows, ${whole.columns.size} columns, ${written.bytes} bytes.`,
  );
  return { ...written, rows: whole.rows };
}

function aboutProfile(
  step: Step<'model'>,
  model: Model,
  { path, digest }: OpenedTable,
): ProfileAbout {
  const { createdAt, producer, repository, commit } = origin('evaluate', step, model);
  return { createdAt, producer, repository, commit, model: model.name, source: { path, digest } };
}
