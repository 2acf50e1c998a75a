import { posix } from 'node:path';
import * as core from '@actions/core';
import { resolveWithin } from '../../adapters/files/index.ts';
import { readTimes } from '../../adapters/tabular/times.ts';
import { driftedWindow } from '../../core/drift/drifted-window.ts';
import {
  compareOnDrift,
  type SidesOnDrift,
  type WindowedDrift,
} from '../../core/evaluation/on-drift.ts';
import type { Predictions } from '../../core/predictions/predictions.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import { attempt } from '../attempt.ts';
import type { Model } from '../open-model.ts';
import { baselinePredictions, type Found } from './baselines.ts';
import type { ChampionEvaluation } from './champion.ts';
import type { MeasuredRows } from './evaluation.ts';
import { samplingOf } from './sampling.ts';

/**
 * Compares candidate and champion on the rows of the window of the newest drift on record, so that a retrained model which
 * does not help is seen; nothing where no drift is on record. It is a help: what fails is a warning.
 */
export async function onDrift(
  step: Step<'token'>,
  model: Model,
  { measured, predictions }: MeasuredRows,
  champion: ChampionEvaluation | null,
  found: Found,
): Promise<Pick<EvaluationRecord, 'onDrift'>> {
  const compared = await attempt(
    'evaluate',
    'Candidate and champion were not compared on the drifted window',
    async () => {
      const drift = await found.newestDrift();
      if (drift === null) return null;
      const sides: SidesOnDrift = {
        candidate: predictions,
        champion: await championSide(step, model, champion, found),
        times: await timesOf(model, drift, predictions),
      };
      const sampling = samplingOf(model, predictions, measured.evaluationSet.digest, 'on drift');
      return compareOnDrift(model.config.evaluate.metrics, drift, sides, sampling);
    },
  );
  if (compared === null) return {};
  const { start, end, rows, outcome, reason } = compared;
  core.info(`On the drifted window, ${start} to ${end}, ${rows} rows: ${outcome}. ${reason}`);
  return { onDrift: compared };
}

/** The champion as it was evaluated again here, else as it was registered. */
async function championSide(
  step: Step<'token'>,
  model: Model,
  champion: ChampionEvaluation | null,
  { baselines, versionOf }: Found,
): Promise<SidesOnDrift['champion']> {
  if (champion !== null) {
    const { subject } = champion.record;
    const version = subject.kind === 'champion' ? subject.version : null;
    return { version, predictions: ok(champion.predictions) };
  }
  const registered = baselines.find(({ kind }) => kind === 'champion');
  if (registered === undefined) {
    return { version: null, predictions: failed('There is no champion to compare with yet.') };
  }
  const { version } = registered;
  return { version, predictions: await baselinePredictions(step, model, registered, versionOf) };
}

async function timesOf(
  { config, folder }: Model,
  drift: WindowedDrift,
  { rows }: Predictions,
): Promise<Result<Float64Array>> {
  const time = config.monitor?.time;
  if (time === undefined) {
    return failed('The configuration names no column of the time in monitor.time.');
  }
  const { path } = config.evaluate.predictions;
  const file = {
    path: resolveWithin(folder, path),
    shown: posix.join(config.path ?? '.', path),
  };
  const times = await readTimes(file, time, driftedWindow(drift)?.as ?? 'iso');
  if (times === null) {
    return failed(
      `The predictions have no column ${JSON.stringify(time)}, which monitor.time names: let the evaluation write the time of each row.`,
    );
  }
  if (times.length !== rows) return failed(`${file.shown} was changed after it was evaluated.`);
  if (times.every(Number.isNaN)) {
    return failed(`No time in the predictions is of the kind that the drifted window has.`);
  }
  return ok(times);
}
