import { performance } from 'node:perf_hooks';
import * as core from '@actions/core';
import { InputError } from '../../core/errors.ts';
import { seal } from '../../core/record/seal.ts';
import { renderDriftSummary } from '../../core/report/index.ts';
import type { DriftRecord } from '../../schemas/types.ts';
import type { Action, Step } from '../action.ts';
import { type Model, openModel, origin } from '../open-model.ts';
import { upload } from '../upload.ts';
import { writeSummary } from '../write-summary.ts';
import { findingsOf } from './findings.ts';
import { writeReport } from './page.ts';
import { productionOf } from './production.ts';
import { readSides } from './sides.ts';

/** Compares current data with the reference. Drift is a finding: the step succeeds. */
export const monitor = {
  name: 'monitor',
  inputs: ['model', 'config', 'token'],
  outputs: ['outcome', 'drifted', 'record', 'report'],

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
    const lookUp = productionOf(step, model);
    const sides = await untilCancelled(step, model, readSides(step, model, config, lookUp));
    try {
      const found = findingsOf(step, model, config, sides, lookUp);
      const { findings, notes } = await untilCancelled(step, model, found);
      const record = seal('drift', {
        ...origin('monitor', step, model),
        ...findings,
        reference: sides.referenceSide,
        current: sides.currentSide,
        durationSeconds: (performance.now() - started) / 1000,
      });
      step.output('record', await model.records.write(record));
      tell(step, record);
      await writeSummary(step, renderDriftSummary(record, [...sides.notes, ...notes]));
      await upload(step, model);
      const isWanted = config.report !== false;
      step.output('report', isWanted ? await writeReport(step, model, record, sides) : '');
    } finally {
      await sides.dispose();
    }
  },
} as const satisfies Action<
  'model' | 'config' | 'token',
  'outcome' | 'drifted' | 'record' | 'report'
>;

/** What fails in a cancelled job fails for that, whatever it says. */
async function untilCancelled<Value>(
  { cancelled }: Step,
  { name }: Model,
  reading: Promise<Value>,
): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    if (!cancelled.aborted) throw error;
    throw new InputError(
      'cancelled',
      `The data of ${name} were not read to the end, because the job was cancelled.`,
      { cause: error },
    );
  }
}

function tell(
  step: { output(name: 'outcome' | 'drifted', value: string): void },
  { model, outcome, features }: Readonly<DriftRecord>,
): void {
  const drifted = features.filter((one) => one.outcome === 'drift').map(({ feature }) => feature);
  step.output('outcome', outcome);
  step.output('drifted', JSON.stringify(drifted));
  core.info(`${model}: ${outcome}, ${drifted.length} of ${features.length} columns drifted.`);
}
