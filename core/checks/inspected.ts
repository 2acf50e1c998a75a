import type { Inspection } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Finding } from './check.ts';
import { inconclusive } from './finding.ts';

type SectionName = Exclude<keyof Inspection, 'failures'>;

/** A section of the candidate's inspection, or the finding that says why there is none. */
export function inspectedSection<Name extends SectionName>(
  { evaluation }: CandidateFacts,
  name: Name,
): Result<NonNullable<Inspection[Name]>, Finding> {
  if (evaluation?.status !== 'succeeded') {
    return failed(inconclusive('Without a successful evaluation the workspace was not inspected.'));
  }
  const section = evaluation.inspection?.[name];
  if (section !== undefined) return ok(section);
  const failure = evaluation.inspection?.failures.find(({ section }) => section === name);
  if (failure !== undefined) {
    return failed(inconclusive(`The inspection could not be made: ${failure.reason}`));
  }
  return failed(
    inconclusive(
      `The evaluation record has no inspection of this kind (${name}): use the action evaluate of this version of Assay in the workflow, and let gate.checks of the pull request not turn the check off.`,
    ),
  );
}
