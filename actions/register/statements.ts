import type { Attachment } from '../../adapters/registries/registry.ts';
import { type BuildPlace, provenance } from '../../core/attest/provenance.ts';
import {
  type InTotoStatement,
  predicateTypes,
  statementOf,
  versionSubjects,
} from '../../core/attest/statement.ts';
import { testResult } from '../../core/attest/test-result.ts';
import { verificationResult } from '../../core/attest/verification.ts';
import type { NamedVerdict } from '../../core/version/verdict.ts';
import type { EvaluationRecord, RunRecord, VersionRecord } from '../../schemas/types.ts';
import type { Step } from '../action.ts';

/** Everything that is attested of a version. */
export interface SignedVersion {
  readonly record: Readonly<VersionRecord>;
  readonly run: Readonly<RunRecord>;
  readonly evaluation: Readonly<EvaluationRecord>;
  /** Null where none is on record yet. */
  readonly verdict: NamedVerdict | null;
  readonly attachments: readonly Attachment[];
}

/** The statements about a version: how it was built, how it was evaluated, and what the gate found of these very bytes. */
export function statements(step: Step, version: SignedVersion): readonly InTotoStatement[] {
  const { record, run, evaluation, verdict, attachments } = version;
  const of = (type: string, predicate: object): InTotoStatement =>
    statementOf(type, versionSubjects(record), predicate);
  return [
    of(predicateTypes.provenance, provenance(record, run, placeOf(step), attachments)),
    of(predicateTypes.testResult, testResult(evaluation, verdict)),
    ...(verdict?.ofTheseBytes === true
      ? [of(predicateTypes.verdict, verificationResult(verdict.record))]
      : []),
  ];
}

function placeOf({ job, variables }: Step): BuildPlace {
  const textOf = (name: string): string => variables[name] ?? '';
  return {
    serverUrl: job.serverUrl.replace(/\/+$/, ''),
    workflowRef: textOf('GITHUB_WORKFLOW_REF'),
    ref: job.ref,
    repositoryId: textOf('GITHUB_REPOSITORY_ID'),
    ownerId: textOf('GITHUB_REPOSITORY_OWNER_ID'),
    runner: textOf('RUNNER_ENVIRONMENT'),
  };
}
