import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as core from '@actions/core';
import { writeProfile } from '../../adapters/profile/profile-file.ts';
import { InputError } from '../../core/errors.ts';
import type { ProfileAbout } from '../../core/profile/document.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { attempt } from '../attempt.ts';
import { isOfDefaultBranch } from '../default-branch.ts';
import type { OpenedData } from '../open-data.ts';
import { type Model, origin } from '../open-model.ts';
import { profilePath } from '../profile-path.ts';
import { progress } from '../progress.ts';
import { readTimeless, referenceRequest } from '../reference-request.ts';

/** Makes the data set of `monitor.reference.path` at hand. */
export type OpenTable = (step: Step, model: Model, path: string) => Promise<OpenedData>;

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
    async () => {
      const data = await open(step, model, path);
      try {
        return await makeProfile(step, model, target, data);
      } finally {
        await data.dispose();
      }
    },
  );
  return profile === null ? {} : { profile };
}

async function makeProfile(
  step: Step<'model'>,
  model: Model,
  target: string,
  table: OpenedData,
): Promise<NonNullable<EvaluationRecord['profile']>> {
  const tell = progress(`Profile of ${table.shown}`);
  const request = referenceRequest(model.config, table.files, {
    now: step.now(),
    signal: step.cancelled,
    onProgress(share) {
      tell(Math.round(100 * share), 100);
    },
  });
  const { profiled, calibration } = await readTimeless(table.engine, request);
  const { whole, types } = profiled;
  if (whole.rows === 0) throw new InputError('no-rows', `${table.shown} has no rows.`);
  await mkdir(dirname(target), { recursive: true });
  const about = aboutProfile(step, model, table);
  const written = await writeProfile(target, { profile: whole, types, calibration }, about);
  core.info(
    `Made the profile of ${table.shown}: ${whole.rows} rows, ${whole.columns.size} columns, ${written.bytes} bytes.`,
  );
  return { ...written, rows: whole.rows };
}

function aboutProfile(
  step: Step<'model'>,
  model: Model,
  { shown, digest }: OpenedData,
): ProfileAbout {
  const { createdAt, producer, repository, commit } = origin('evaluate', step, model);
  return {
    createdAt,
    producer,
    repository,
    commit,
    model: model.name,
    source: { path: shown, digest },
  };
}
