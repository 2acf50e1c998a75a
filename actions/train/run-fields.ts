import type { Environment, RunRecord } from '../../schemas/types.ts';
import { failureOf } from '../failure.ts';
import type { Model } from '../open-model.ts';
import type { Declared } from './declared.ts';
import type { Outcome } from './outputs.ts';

type RunFields = Pick<
  RunRecord,
  | 'status'
  | 'failure'
  | 'checkout'
  | 'command'
  | 'fingerprint'
  | 'cache'
  | 'reused'
  | 'inputs'
  | 'parameters'
  | 'data'
  | 'artifact'
  | 'environment'
  | 'durationSeconds'
  | 'peakMemoryBytes'
  | 'exitCode'
>;

const longestCommand = 4096;

/** The fields of a run record that tell of the training itself. */
export function runFields(
  model: Model,
  declared: Declared,
  environment: Environment,
  outcome: Outcome,
): RunFields {
  const { execution } = outcome;
  return {
    ...(outcome.kind === 'failed'
      ? {
          status: 'failed',
          failure: failureOf(outcome.error),
        }
      : { status: 'succeeded', artifact: outcome.artifact }),
    checkout: model.checkout,
    command: model.config.train.run.slice(0, longestCommand).toWellFormed(),
    fingerprint: declared.fingerprint,
    cache: { available: outcome.cacheAvailable, hit: outcome.kind === 'restored' },
    ...(outcome.kind === 'reused' ? { reused: outcome.reused } : {}),
    inputs: [...declared.inputs],
    parameters: declared.parameters,
    data: declared.data,
    environment,
    durationSeconds: execution?.durationSeconds ?? null,
    peakMemoryBytes: execution?.peakMemoryBytes ?? null,
    exitCode: execution?.exitCode ?? null,
  };
}
