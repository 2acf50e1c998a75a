import * as core from '@actions/core';
import { snapshot } from '../../adapters/environment/snapshot.ts';
import { seal } from '../../core/record/seal.ts';
import type { Action } from '../action.ts';
import { openModel, origin } from '../open-model.ts';
import { uploadFailure } from '../upload.ts';
import { gatherDeclared } from './declared.ts';
import { obtainOutputs } from './outputs.ts';
import { runFields } from './run-fields.ts';

/** Trains a model by its configured command, and records what went in, what came out and what it cost. */
export const train = {
  name: 'train',
  inputs: ['model', 'config', 'token'],
  outputs: ['fingerprint', 'artifact-digest', 'cache-hit', 'reused', 'duration', 'record'],

  async run(step) {
    const model = await openModel(step);
    await model.records.clear();
    const taking = snapshot(model.folder, step.variables);
    const [declared, environment] = await Promise.all([gatherDeclared(model, taking), taking]);
    const outcome = await obtainOutputs(step, model, declared);
    const fields = runFields(model, declared, environment, outcome);
    const record = seal('run', { ...origin('train', step, model), ...fields });

    step.output('record', await model.records.write(record));
    step.output('fingerprint', record.fingerprint);
    step.output('artifact-digest', record.artifact?.digest ?? '');
    step.output('cache-hit', String(record.cache.hit));
    step.output('reused', String(record.reused !== undefined));
    step.output('duration', record.durationSeconds?.toFixed(3) ?? '');
    if (outcome.kind === 'failed') {
      await uploadFailure(step, model);
      throw outcome.error;
    }
    core.info(`The model ${model.name} is ${outcome.artifact.digest}.`);
  },
} as const satisfies Action<
  'model' | 'config' | 'token',
  'fingerprint' | 'artifact-digest' | 'cache-hit' | 'reused' | 'duration' | 'record'
>;
