import type { Baseline, CandidateFacts } from './facts.ts';

/**
 * That the pull request does not change the model, though it changes files that could: the fingerprint of its training and
 * its bytes are those of the baseline. One sentence, or none.
 */
export function unchangedModel(
  { run, evaluation }: CandidateFacts,
  baseline: Baseline | null,
): readonly string[] {
  if (run === null || evaluation?.artifact === undefined || baseline === null) return [];
  const isSame =
    baseline.run?.fingerprint === run.fingerprint &&
    baseline.evaluation.artifact === evaluation.artifact;
  return isSame
    ? ['The model itself is unchanged: its fingerprint and its bytes are those of the baseline.']
    : [];
}
