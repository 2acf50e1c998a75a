import * as core from '@actions/core';
import { seal } from '../../core/record/seal.ts';
import { renderEvaluationSummary } from '../../core/report/index.ts';
import type { Action } from '../action.ts';
import { openModel, origin } from '../open-model.ts';
import { upload, uploadFailure } from '../upload.ts';
import { writeSummary } from '../write-summary.ts';
import { evaluateCandidate } from './candidate.ts';
import { evaluateChampion } from './champion.ts';

/** Evaluates the model that train made, and uploads the records of both. */
export const evaluate = {
  name: 'evaluate',
  inputs: ['model', 'config', 'token'],
  outputs: ['record', 'evaluation-set', 'metrics'],

  async run(step) {
    const model = await openModel(step);
    await model.records.remove('evaluation-champion');
    const { fields, error } = await evaluateCandidate(step, model);
    const record = seal('evaluation', { ...origin('evaluate', step, model), ...fields });
    step.output('record', await model.records.write(record));
    if (error !== null) {
      await uploadFailure(step, model);
      throw error;
    }
    const metrics = Object.entries(record.metrics).map(([id, { value }]) => [id, value] as const);
    step.output('evaluation-set', record.evaluationSet?.digest ?? '');
    step.output('metrics', JSON.stringify(Object.fromEntries(metrics)));
    core.info(`${model.name}: ${metrics.map(([id, value]) => `${id} ${value}`).join(', ')}.`);

    const champion = await evaluateChampion(step, model, record);
    if (champion !== null) await model.records.write(champion, 'evaluation-champion');
    await writeSummary(step, renderEvaluationSummary(record, champion));
    await upload(step, model);
  },
} as const satisfies Action<'model' | 'config' | 'token', 'record' | 'evaluation-set' | 'metrics'>;
