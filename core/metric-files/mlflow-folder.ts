import { parseDocument } from './document.ts';
import { isMapping } from './mapping.ts';
import type { MetricSource } from './source.ts';

/** What MLflow's file store says in a `meta.yaml`. */
export type MlflowMeta =
  | { readonly kind: 'experiment' }
  | { readonly kind: 'run'; readonly deleted: boolean; readonly times: readonly number[] };

/**
 * What a `meta.yaml` describes; null for one that is not MLflow's. The times of a run are its end, where it has one,
 * and its start. Throws an InputError for a file that is no YAML.
 */
export function readMlflowMeta(text: string, source: MetricSource): MlflowMeta | null {
  const meta = parseDocument(text, source);
  if (!isMapping(meta) || !('experiment_id' in meta)) return null;
  if (!('run_id' in meta || 'run_uuid' in meta)) return { kind: 'experiment' };
  const times = [meta['end_time'], meta['start_time']].filter(
    (time): time is number => typeof time === 'number' && time > 0,
  );
  return { kind: 'run', deleted: meta['lifecycle_stage'] === 'deleted', times };
}

/** A run of a folder. */
export interface MlflowRun {
  /** The run's folder. */
  readonly path: string;
  readonly meta: Extract<MlflowMeta, { kind: 'run' }>;
}

/**
 * The run that ended last, or that began last where there is no end, of those that are not deleted; null when there
 * is none. A parent run ends after its children, so it comes before them. Of equals, the last by path.
 */
export function newestRun(runs: readonly MlflowRun[]): MlflowRun | null {
  const [newest] = runs
    .filter(({ meta }) => !meta.deleted)
    .toSorted((one, other) => compareTimes(other, one) || (one.path < other.path ? 1 : -1));
  return newest ?? null;
}

function compareTimes({ meta: one }: MlflowRun, { meta: other }: MlflowRun): number {
  const first = (one.times[0] ?? 0) - (other.times[0] ?? 0);
  return first === 0 ? (one.times[1] ?? 0) - (other.times[1] ?? 0) : first;
}
