import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import { findMetric } from '../metrics/index.ts';

/** Values that were computed end this much beyond a bound by rounding. */
const rounding = 1e-6;

/** What a run record says that no training has left, one sentence each: the action train never writes it. */
export function impossibleRun({ status, exitCode }: RunRecord): readonly string[] {
  if (status !== 'succeeded' || exitCode === null || exitCode === 0) return [];
  return [
    `The run record says that training succeeded, and that its command ended with exit code ${exitCode}.`,
  ];
}

/** What an evaluation record says that no evaluation has measured, one sentence each. */
export function impossibleEvaluation({
  metrics,
  slices = [],
}: EvaluationRecord): readonly string[] {
  const ofSlices = slices.flatMap((slice) =>
    Object.entries(slice.metrics).map(([id, { value }]) => ({ id, value, rows: slice.rows })),
  );
  const all = [
    ...Object.entries(metrics).map(([id, { value, rows }]) => ({ id, value, rows })),
    ...ofSlices,
  ];
  return all.flatMap(({ id, value, rows }) => {
    if (value === null) return [];
    if (rows === 0) return [`The evaluation record says that ${id} is ${value}, of no rows.`];
    return isInRange(id, value)
      ? []
      : [`The evaluation record says that ${id} is ${value}, which it can't be.`];
  });
}

/** A metric that this version does not know may have any value. */
function isInRange(id: string, value: number): boolean {
  const [least, most] = findMetric(id)?.range ?? [null, null];
  return (
    (least === null || value >= least - rounding) && (most === null || value <= most + rounding)
  );
}
