import type { EvaluationRecord, HistoryPoint } from '../../../schemas/types.ts';
import type { MetricComparison } from '../../judge/facts.ts';
import { collapsed } from '../collapsed.ts';
import type { Part } from '../fit.ts';
import { calibration } from './calibration.ts';
import { confusion } from './confusion.ts';
import { curves } from './curves.ts';
import { history } from './history.ts';
import { residuals } from './residuals.ts';

/** What the pictures of one model are drawn from. */
export interface PictureSources {
  readonly candidate: EvaluationRecord | null;
  readonly baseline: EvaluationRecord | null;
  readonly comparisons: readonly MetricComparison[];
  /** Oldest first. */
  readonly history: readonly HistoryPoint[];
}

/** Every picture that the records hold the numbers of, each folded away. */
export function pictures(sources: PictureSources): readonly Part[] {
  const { candidate, baseline, comparisons } = sources;
  const drawn =
    candidate === null
      ? []
      : [curves, calibration, confusion, residuals].flatMap((draw) => draw(candidate, baseline));
  return [...drawn, ...history(comparisons, sources.history)].map(({ summary, lines }) => {
    return { essential: false, lines: collapsed(summary, lines) };
  });
}
