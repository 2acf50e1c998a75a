import * as core from '@actions/core';
import { seal } from '../../core/record/seal.ts';
import { renderEvaluationSummary } from '../../core/report/index.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Action } from '../action.ts';
import { openData } from '../open-data.ts';
import { openModel, origin } from '../open-model.ts';
import { keepPredictions, upload, uploadFailure } from '../upload.ts';
import { writeSummary } from '../write-summary.ts';
import { findBaselines } from './baselines.ts';
import { evaluateCandidate } from './candidate.ts';
import { evaluateChampion } from './champion.ts';
import { keepModel } from './keep-model.ts';
import { inspectWorkspace } from './inspection.ts';
import { onDrift } from './on-drift.ts';
import { profileReference } from './profile.ts';
import { statisticsOf } from './statistics.ts';

/** Evaluates the model that train made, compares it row by row with what was there before, and uploads the records. */
export const evaluate = {
  name: 'evaluate',
  inputs: ['model', 'config', 'token'],
  outputs: ['record', 'evaluation-set', 'metrics'],

  async run(step) {
    const model = await openModel(step);
    await model.records.remove('evaluation-champion');
    const evaluated = await evaluateCandidate(step, model);
    const about = origin('evaluate', step, model);
    if (evaluated.error !== null) {
      const record = seal('evaluation', { ...about, ...evaluated.fields });
      step.output('record', await model.records.write(record));
      await uploadFailure(step, model);
      throw evaluated.error;
    }
    const { fields, measured } = evaluated;
    // Before the champion takes the candidate's place on disk.
    const inspection = await inspectWorkspace(step, model);
    const profile = await profileReference(step, model, (_, __, path) =>
      openData(step, model, 'monitor.reference.path', path),
    );
    const champion = await evaluateChampion(step, model, measured.evaluationSet);
    const found = await findBaselines(step, model);
    const { statistics, baseline } = await statisticsOf(step, model, evaluated, champion, found);
    const record = seal('evaluation', {
      ...about,
      ...fields,
      ...statistics,
      ...(await onDrift(step, model, evaluated, champion, found)),
      ...inspection,
      ...profile,
    });
    step.output('record', await model.records.write(record));
    tell(step, record);
    if (champion !== null) await model.records.write(champion.record, 'evaluation-champion');
    const earlier = { champion: champion?.record ?? null, baseline };
    await writeSummary(step, renderEvaluationSummary(record, earlier));
    await keepPredictions(step, model);
    await upload(step, model);
    await keepModel(step, model);
  },
} as const satisfies Action<'model' | 'config' | 'token', 'record' | 'evaluation-set' | 'metrics'>;

function tell(
  step: { output(name: 'evaluation-set' | 'metrics', value: string): void },
  { model, metrics, evaluationSet }: Readonly<EvaluationRecord>,
): void {
  const values = Object.entries(metrics).map(([id, { value }]) => [id, value] as const);
  step.output('evaluation-set', evaluationSet?.digest ?? '');
  step.output('metrics', JSON.stringify(Object.fromEntries(values)));
  core.info(`${model}: ${values.map(([id, value]) => `${id} ${value}`).join(', ')}.`);
}
