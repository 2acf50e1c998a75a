import type { LocalActions } from '../action/reference.ts';
import type { Job, Templates } from './model.ts';
import { readConcurrency, readPermissions } from './settings.ts';
import { readStep } from './read-step.ts';
import type { Refusals } from './refusals.ts';
import { mapping, sequence, text, type Source } from './source.ts';

const JOB_KEYS = [
  'name',
  'needs',
  'if',
  'runs-on',
  'permissions',
  'env',
  'defaults',
  'outputs',
  'strategy',
  'steps',
  'timeout-minutes',
  'continue-on-error',
  'concurrency',
];

/** Minutes after which GitHub ends a job. */
const DEFAULT_TIMEOUT_MINUTES = 360;

/** Reads one job, with the workflow's `defaults.run` below its own. */
export function readJob(
  source: Source,
  id: string,
  workflowDefaults: Templates,
  refusals: Refusals,
  localActions: LocalActions,
): Job {
  const keys = ['jobs', id];
  const job = mapping(mapping(source.root['jobs'])[id]);
  refusals.unknownKeys(job, JOB_KEYS, keys, `job \`${id}\``);
  const defaults = { ...workflowDefaults, ...mapping(mapping(job['defaults'])['run']) };
  const steps = sequence(job['steps']).map((step, index) =>
    readStep({ source, job: id, index, step: mapping(step), defaults, refusals, localActions }),
  );
  return {
    id,
    name: text(job['name']),
    needs: sequence(job['needs']).map(String),
    condition: text(job['if']) ?? '',
    runsOn: job['runs-on'] ?? '',
    env: mapping(job['env']),
    strategy: job['strategy'] ?? null,
    outputs: mapping(job['outputs']),
    permissions: readPermissions(job['permissions']),
    concurrency: readConcurrency(job['concurrency']),
    timeoutMinutes: job['timeout-minutes'] ?? DEFAULT_TIMEOUT_MINUTES,
    continueOnError: job['continue-on-error'] ?? false,
    steps,
    place: source.place(keys),
  };
}
