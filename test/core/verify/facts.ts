import { modelStatement } from '../../../core/attest/model.ts';
import { provenance } from '../../../core/attest/provenance.ts';
import {
  type InTotoStatement,
  predicateTypes,
  statementOf,
  versionSubjects,
} from '../../../core/attest/statement.ts';
import { testResult } from '../../../core/attest/test-result.ts';
import { verificationResult } from '../../../core/attest/verification.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Claim, ClaimId } from '../../../core/verify/claim.ts';
import type { Found, FoundBundle, VerifyFacts } from '../../../core/verify/facts.ts';
import { verify } from '../../../core/verify/verify.ts';
import { type HistoryChanges, history } from '../evidence/history.ts';

/** The records of a version that took the judged training over. */
export function takenOver(changes: HistoryChanges = {}) {
  const { judgedRun } = history();
  const { id, commit, workflow } = judgedRun;
  if (workflow === undefined) throw new TypeError('The judged run has no workflow.');
  const run = { reused: { run: id, commit, workflow }, ...changes.run };
  const { verdict, evaluation } = history({ ...changes, run });
  const metrics = Object.entries(evaluation.metrics).map(([name, { value }]) => [name, value]);
  const version = {
    verdict: verdict.id,
    metrics: Object.fromEntries(metrics),
    evaluationSet: evaluation.evaluationSet?.digest ?? '',
  };
  return history({ ...changes, run, version: { ...version, ...changes.version } });
}

type Records = ReturnType<typeof takenOver>;

/** The version's record as it lies in the folder. */
const versionFile = { name: 'version.json', digest: sha256('version.json'), bytes: 12 };

/** All that is known of a version whose model is there, which nobody signed. */
export function factsOf(
  { version, run, evaluation, verdict }: Records,
  changes: Partial<VerifyFacts> = {},
): VerifyFacts {
  const { digest, files } = version.artifact;
  return {
    model: version.model,
    version: version.version,
    repository: null,
    records: {
      version: found(version),
      run: found(run),
      evaluation: found(evaluation),
      verdict: found(verdict),
    },
    files: [versionFile],
    found: found({ digest, files }),
    tag: { kind: 'not-asked' },
    stored: { kind: 'absent' },
    bom: { kind: 'absent' },
    evidence: { kind: 'absent' },
    modelSignature: { kind: 'absent' },
    attestations: { kind: 'absent' },
    trust: { kind: 'none' },
    ...changes,
  };
}

/** Something that is there. */
export function found<Value>(value: Value): Found<Value> {
  return { kind: 'found', value };
}

/** The statements that a registration signs of these records. */
export function statementsOf(
  { version, run, evaluation, verdict: record }: Records,
  ofTheseBytes = true,
): readonly InTotoStatement[] {
  const place = {
    serverUrl: 'https://github.com',
    workflowRef: `${version.repository}/.github/workflows/ml.yml@refs/heads/main`,
    ref: 'refs/heads/main',
    repositoryId: '1',
    ownerId: '2',
    runner: 'github-hosted',
  };
  const of = (type: string, predicate: object) =>
    statementOf(type, versionSubjects(version), predicate);
  return [
    of(predicateTypes.provenance, provenance(version, run, place, [versionFile])),
    of(predicateTypes.testResult, testResult(evaluation, { record, ofTheseBytes })),
    of(predicateTypes.verdict, verificationResult(record)),
  ];
}

/** The facts of a version that is signed, by a signer whose signatures hold. */
export function signedFacts(
  records: Records,
  signature: FoundBundle['signature'],
  changes: Partial<VerifyFacts> = {},
  statements = statementsOf(records),
): VerifyFacts {
  const { model, artifact } = records.version;
  const trust: VerifyFacts['trust'] =
    signature.kind === 'verified' && signature.signer.kind === 'certificate'
      ? { kind: 'identity', identity: signature.signer.identity, issuer: signature.signer.issuer }
      : { kind: 'key' };
  return factsOf(records, {
    modelSignature: found({ statement: modelStatement(model, artifact.files), signature }),
    attestations: found(statements.map((statement) => ({ statement, signature }))),
    trust,
    ...changes,
  });
}

/** The signature of a key that is trusted. */
export const byKey: FoundBundle['signature'] = {
  kind: 'verified',
  signer: { kind: 'key', fingerprint: sha256('key') },
};

/** One claim of what is verified. */
export function claimIn(facts: VerifyFacts, id: ClaimId): Claim | undefined {
  return verify(facts, false).claims.find((claim) => claim.id === id);
}
