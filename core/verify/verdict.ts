import type { VerdictRecord, VersionRecord } from '../../schemas/types.ts';
import { type Claim, contradicted, open, proved } from './claim.ts';
import type { VerifyFacts } from './facts.ts';
import { judgedThisTraining } from './judged.ts';

/** What the gate found of these very bytes, by the verdict that the record names. */
export function verdictClaim({ records }: VerifyFacts, version: VersionRecord): Claim {
  const { verdict } = records;
  if (typeof version.verdict !== 'string') {
    return open(
      'verdict',
      'No verdict was on record when the version was registered: "assay evidence" looks for it.',
    );
  }
  if (verdict.kind === 'absent') {
    return open('verdict', `There is no verdict.json: the ledger has ${version.verdict}.`);
  }
  if (verdict.kind === 'bad') return contradicted('verdict', verdict.reason);
  const other = identityProblem(verdict.value, version);
  if (other !== null) return contradicted('verdict', other);
  const problem = outcomeProblem(verdict.value);
  if (problem !== null) return contradicted('verdict', problem, 'gate');
  const gap = gapOf(verdict.value, version, records);
  return gap === null ? proved('verdict', passed(verdict.value)) : open('verdict', gap);
}

/** Why it is not the verdict of this version, as a sentence; null where it is. */
function identityProblem(
  { id, model, repository }: Readonly<VerdictRecord>,
  version: VersionRecord,
): string | null {
  if (id !== version.verdict || model !== version.model) {
    return `verdict.json is ${id} of ${model}, and the record names ${version.verdict}.`;
  }
  if (repository.toLowerCase() === version.repository.toLowerCase()) return null;
  return `verdict.json is of the repository ${repository}; the version is of ${version.repository}.`;
}

function outcomeProblem({ outcome, trusted, merged }: Readonly<VerdictRecord>): string | null {
  if (!trusted || merged === false) {
    return 'It is of a fork, or of a pull request that was not merged.';
  }
  if (outcome !== 'fail' && outcome !== 'inconclusive') return null;
  return `The verdict is ${outcome}: the model did not pass.`;
}

/** What keeps it from saying that these bytes passed, as a sentence; null where nothing does. */
function gapOf(
  verdict: Readonly<VerdictRecord>,
  version: VersionRecord,
  records: VerifyFacts['records'],
): string | null {
  if (verdict.merged !== true) return 'It does not say whether its pull request was merged.';
  if (judgedThisTraining(verdict, version, records)) return null;
  return `It passed, but it judged the training ${verdict.run ?? 'of nothing'}, and neither version.json nor run.json takes these files from there: "assay evidence" compares the bytes.`;
}

function passed({ checks, outcome }: Readonly<VerdictRecord>): string {
  const by = checks.flatMap(({ check, waiver }) =>
    waiver === undefined ? [] : [`${check} by ${waiver.by}`],
  );
  if (by.length > 0) return `Passed, with checks waived: ${by.join(', ')}.`;
  return outcome === 'pass' ? 'Every check passed.' : 'Passed with warnings.';
}
