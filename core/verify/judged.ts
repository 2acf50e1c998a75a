import type { VerdictRecord, VersionRecord } from '../../schemas/types.ts';
import type { VerifyFacts } from './facts.ts';

/**
 * Whether a verdict is of the training that made a version's bytes: its own, or the one before the merge whose outputs it
 * took over. A training made anew may give the same bytes; the records of a version alone don't say.
 */
export function judgedThisTraining(
  { run: judged }: Readonly<VerdictRecord>,
  version: Readonly<VersionRecord>,
  { run }: VerifyFacts['records'],
): boolean {
  if (judged === null) return false;
  if (judged === version.run) return true;
  return run.kind === 'found' && run.value.id === version.run && run.value.reused?.run === judged;
}
