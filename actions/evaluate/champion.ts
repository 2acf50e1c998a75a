import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import { digestTree } from '../../adapters/files/index.ts';
import type { Registry } from '../../adapters/registries/registry.ts';
import { InputError } from '../../core/errors.ts';
import { charts } from '../../core/metrics/charts.ts';
import { seal } from '../../core/record/seal.ts';
import type { Predictions } from '../../core/predictions/predictions.ts';
import type { EvaluationRecord, EvaluationSet, VersionRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { type Model, origin } from '../open-model.ts';
import { openRegistry } from '../open-registry.ts';
import { championVersion } from '../champion-version.ts';
import { attempt } from '../attempt.ts';
import type { MeasuredRows } from './evaluation.ts';
import { evaluateInPlace } from './in-place.ts';

/** The champion's evaluation on the candidate's rows. */
export interface ChampionEvaluation {
  readonly record: Readonly<EvaluationRecord>;
  readonly predictions: Predictions;
}

/**
 * When the rows that are judged are no longer those that the champion was judged on, evaluates the champion again on
 * the candidate's, so that the two can be compared: its outputs take the candidate's place for the time of one more
 * evaluation. Null when that is not needed or not possible; it is a help, so what fails is a warning.
 */
export async function evaluateChampion(
  step: Step<'model' | 'token'>,
  model: Model,
  set: EvaluationSet,
): Promise<ChampionEvaluation | null> {
  if (step.input('token') === '') {
    core.info('Without the input "token" the champion is not looked for.');
    return null;
  }
  const registry = openRegistry(step, model);
  const version = await attempt('evaluate', 'The champion could not be looked up', () =>
    championVersion(step, model, registry),
  );
  if (version === null || version.evaluationSet === set.digest) return null;
  return attempt(
    'evaluate',
    'The evaluation set changed, and the champion could not be evaluated again on the new one',
    async () => {
      core.info(
        `The evaluation set is not that of ${version.tag}: ${version.tag} is evaluated again.`,
      );
      const started = performance.now();
      const { measured, predictions } = await evaluateVersion(step, model, registry, version);
      if (measured.evaluationSet.digest !== set.digest) {
        throw new InputError(
          'other-evaluation-set',
          'with its model the evaluation command judges other rows than with the candidate; the rows must not depend on the model.',
        );
      }
      const seconds = (performance.now() - started) / 1000;
      const record = championRecord(step, model, version, { measured, predictions }, seconds);
      return { record, predictions };
    },
  );
}

/** Fetches and verifies a version, and measures it in the candidate's place. */
async function evaluateVersion(
  step: Step,
  model: Model,
  registry: Registry,
  version: Readonly<VersionRecord>,
): Promise<MeasuredRows> {
  if (model.config.evaluate.run === undefined) {
    throw new InputError('no-command', `the model ${model.name} has no evaluate.run.`);
  }
  const folder = join(model.records.root, 'champion');
  const outputs = join(folder, 'outputs');
  await rm(folder, { recursive: true, force: true });
  await mkdir(outputs, { recursive: true });
  try {
    await fetchVersion(model, registry, version, folder, outputs);
    return await evaluateInPlace(step, model, outputs, 'champion evaluation');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches a version's model. Throws unless these are, by digest, the outputs that were registered. */
async function fetchVersion(
  model: Model,
  registry: Registry,
  version: Readonly<VersionRecord>,
  folder: string,
  target: string,
): Promise<void> {
  const { artifact, tag } = version;
  await registry.fetchModel(version, target, folder);
  const { digest } = await digestTree(target, model.config.train.outputs);
  if (digest === artifact.digest) return;
  throw new InputError(
    'other-outputs',
    `${tag} has other files than those that train.outputs names now, so it cannot take the candidate's place.`,
  );
}

function championRecord(
  step: Step<'model'>,
  model: Model,
  version: Readonly<VersionRecord>,
  { measured, predictions }: MeasuredRows,
  durationSeconds: number,
): Readonly<EvaluationRecord> {
  return seal('evaluation', {
    ...origin('evaluate', step, model),
    status: 'succeeded',
    checkout: model.checkout,
    task: model.config.task,
    subject: { kind: 'champion', version: version.version },
    run: version.run,
    fingerprint: version.fingerprint,
    artifact: version.artifact.digest,
    ...measured,
    charts: charts(predictions),
    reported: [],
    durationSeconds,
  });
}
