import { InputError } from '../../../core/errors.ts';
import { interpolate, resolve } from '../expression/template.ts';
import type { Scope } from '../expression/evaluate.ts';
import { combinationLabel, expandMatrix } from '../job/matrix.ts';
import type { JobInstance } from '../job/session.ts';
import type { Job } from '../workflow/model.ts';

/** The jobs that one job of the file becomes. */
export interface Instances {
  readonly instances: readonly JobInstance[];
  readonly failFast: boolean;
  readonly maxParallel: number;
}

function nameOf(job: Job, matrix: JobInstance['matrix'], scope: Scope): string {
  const name = job.name ?? job.id;
  if (name.includes('${{')) return interpolate(name, scope);
  const label = matrix === null ? '' : combinationLabel(matrix);
  return label === '' ? name : `${name} (${label})`;
}

interface Strategy {
  readonly matrix?: unknown;
  readonly 'fail-fast'?: unknown;
  readonly 'max-parallel'?: unknown;
}

function strategyOf(job: Job, scope: Scope): Strategy {
  const strategy = resolve(job.strategy, scope);
  if (strategy === null) return {};
  if (typeof strategy === 'object' && !Array.isArray(strategy)) return strategy;
  throw new InputError('matrix', '`strategy` must be a mapping.');
}

/** Multiplies a job by its matrix. Throws an `InputError` for a matrix that can't be. */
export function instancesOf(
  job: Job,
  needs: Readonly<Record<string, unknown>>,
  scope: Scope,
): Instances {
  const given = strategyOf(job, scope);
  const combinations = given.matrix === undefined ? [null] : expandMatrix(given.matrix);
  const failFast = given['fail-fast'] !== false;
  const parallel = Number(given['max-parallel'] ?? 0);
  const maxParallel = parallel > 0 ? parallel : combinations.length;
  return {
    failFast,
    maxParallel: Math.max(1, maxParallel),
    instances: combinations.map((matrix, index) => {
      const strategy = {
        'fail-fast': failFast,
        'job-index': index,
        'job-total': combinations.length,
        'max-parallel': maxParallel,
      };
      const own = { ...scope, contexts: { ...scope.contexts, matrix: matrix ?? {}, strategy } };
      return { job, name: nameOf(job, matrix, own), matrix, strategy, needs };
    }),
  };
}
