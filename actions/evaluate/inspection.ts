import * as core from '@actions/core';
import { inspect } from '../../adapters/inspection/index.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';

/** What there is in the workspace beside the numbers: the model's own bytes, its data, its documents. */
export async function inspectWorkspace(
  step: Step,
  { name, config, folder }: Model,
): Promise<Pick<EvaluationRecord, 'inspection'>> {
  const inspection = await inspect({
    model: name,
    config,
    workspace: step.job.workspace,
    folder,
    progress: (sentence) => core.info(sentence),
  });
  for (const { section, reason } of inspection.failures) core.warning(`${section}: ${reason}`);
  return { inspection };
}
