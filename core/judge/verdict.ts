import type { Unsealed } from '../record/seal.ts';
import type { CandidateFacts, Judgement } from './facts.ts';

/** What a verdict record says of the judgement; who wrote it, when and where is for the caller to add. */
export type VerdictFields = Omit<
  Unsealed<'verdict'>,
  'createdAt' | 'producer' | 'repository' | 'commit' | 'workflow' | 'merged' | 'evaluationSet'
>;

const longestUntrusted = 300;

/** The fields of a verdict record that follow from the facts and their judgement. */
export function verdictFields(facts: CandidateFacts, judgement: Judgement): VerdictFields {
  const { baseline } = judgement;
  const isTrusted = trusted(facts, judgement);
  return {
    model: facts.model,
    pullRequest: facts.pullRequest.number,
    base: facts.pullRequest.base,
    outcome: judgement.outcome,
    trusted: isTrusted,
    checks: judgement.checks.map(({ places = [], ...check }) => ({
      ...check,
      ...(isTrusted && places.length > 0 ? { places: [...places] } : {}),
      // Anybody can open a pull request from a fork: of its own words the ledger keeps a sentence.
      sentence: isTrusted
        ? check.sentence
        : check.sentence.slice(0, longestUntrusted).toWellFormed(),
      evidence: isTrusted ? [...check.evidence] : [],
    })),
    run: facts.run?.id ?? null,
    evaluation: facts.evaluation?.id ?? null,
    baseline:
      baseline === null
        ? null
        : { kind: baseline.kind, commit: baseline.commit, evaluation: baseline.evaluation.id },
  };
}

/** The evaluation set of a verdict that is recorded at this time; nothing where there was none. */
export function judgedSet(
  { evaluation, use }: CandidateFacts,
  createdAt: string,
): Pick<Unsealed<'verdict'>, 'evaluationSet'> {
  const digest = evaluation?.evaluationSet?.digest;
  return digest === undefined ? {} : { evaluationSet: { digest, since: use.since ?? createdAt } };
}

/** A fork's records are never trusted, nor are records that claim another origin than GitHub states. */
function trusted({ pullRequest }: CandidateFacts, { checks }: Judgement): boolean {
  const claims = checks.find(({ check }) => check === 'provenance');
  return !pullRequest.fork && claims?.outcome === 'pass';
}
