import { performance } from 'node:perf_hooks';
import * as core from '@actions/core';
import { InputError } from '../../core/errors.ts';
import { seal } from '../../core/record/seal.ts';
import { compareDrift } from '../../core/drift/index.ts';
import { renderDriftSummary } from '../../core/report/index.ts';
import type { Action } from '../action.ts';
import { openModel, origin } from '../open-model.ts';
import { upload } from '../upload.ts';
import { writeSummary } from '../write-summary.ts';
import { readSide } from './side.ts';

/** Compares current data with the reference. Drift is a finding: the step succeeds. */
export const monitor = {
  name: 'monitor',
  inputs: ['model', 'config', 'token'],
  outputs: ['outcome', 'drifted', 'record'],

  async run(step) {
    const started = performance.now();
    const model = await openModel(step);
    const { monitor: config } = model.config;
    if (config === undefined) {
      throw new InputError(
        'no-monitor',
        `The model ${model.name} has no "monitor" in ${step.input('config')}: say there which data to compare with which.`,
        { file: step.input('config') },
      );
    }
    const reference = await readSide(model, 'reference', config.reference.path ?? '');
    const current = await readSide(model, 'current', config.current.path);
    const findings = compareDrift(reference.table, current.table, {
      time: config.time,
      features: config.features,
    });
    const record = seal('drift', {
      ...origin('monitor', step, model),
      ...findings,
      reference: reference.side,
      current: current.side,
      durationSeconds: (performance.now() - started) / 1000,
    });
    const drifted = record.features.filter(({ outcome }) => outcome === 'drift');
    step.output('record', await model.records.write(record));
    step.output('outcome', record.outcome);
    step.output('drifted', JSON.stringify(drifted.map(({ feature }) => feature)));
    await writeSummary(step, renderDriftSummary(record));
    core.info(
      `${model.name}: ${record.outcome}, ${drifted.length} of ${record.features.length} features drifted.`,
    );
    await upload(step, model);
  },
} as const satisfies Action<'model' | 'config' | 'token', 'outcome' | 'drifted' | 'record'>;
