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

/** Multiplies a job by its matrix. Throws an `InputError` for a matrix that can't be. */
export function instancesOf(
  job: Job,
  needs: Readonly<Record<string, unknown>>,
  scope: Scope,
): Instances {
  const combinations = job.matrix === undefined ? [null] : expandMatrix(resolve(job.matrix, scope));
  const failFast = resolve(job.failFast, scope) !== false;
  const parallel = Number(resolve(job.maxParallel, scope) ?? 0);
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
