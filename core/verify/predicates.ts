import type { EvaluationRecord, VersionRecord } from '../../schemas/types.ts';
import { digitsOf, recordUri } from '../attest/statement.ts';
import { testResult } from '../attest/test-result.ts';
import { verificationResult } from '../attest/verification.ts';
import { at, list } from '../signature/json.ts';
import type { NamedVerdict } from '../version/verdict.ts';
import { comparable } from './comparable.ts';
import type { FoundBundle, VerifyFacts } from './facts.ts';
import { judgedThisTraining } from './judged.ts';
import { recordFiles } from './names.ts';

/** How a signed predicate compares with the records; sentences. */
export interface Agreement {
  readonly problems: readonly string[];
  /** What can't be compared, since a record is not here. */
  readonly gaps: readonly string[];
}

const resultKeys = [
  'result',
  'passedTests',
  'warnedTests',
  'failedTests',
  'configuration',
] as const;

/** The evaluation that is attested is the version's own, and its results follow from it and the verdict. */
export function resultAgreement(
  { statement }: FoundBundle,
  { records }: VerifyFacts,
  version: VersionRecord,
): Agreement {
  const { evaluation, verdict } = records;
  const predicate = at(statement, 'predicate');
  const named = list(at(predicate, 'configuration')).map((one) => at(one, 'uri'));
  if (!named.includes(recordUri('evaluation', version.evaluation))) {
    return problem('It is not of the evaluation that version.json names.');
  }
  const isJudged = named.some((uri) => isText(uri) && uri.startsWith('urn:assay:record:verdict:'));
  if (isJudged && !named.includes(recordUri('verdict', version.verdict ?? ''))) {
    return problem('It is not of the verdict that version.json names.');
  }
  if (evaluation.kind !== 'found') return gap('There is no evaluation.json to compare it with.');
  if (!isJudged) return resultProblem(predicate, evaluation.value, null) ?? agreement;
  if (verdict.kind !== 'found') return gap('There is no verdict.json to compare it with.');
  const record = verdict.value;
  const ofOthers = resultProblem(predicate, evaluation.value, { record, ofTheseBytes: false });
  if (ofOthers === null) return agreement;
  const ofThese = resultProblem(predicate, evaluation.value, { record, ofTheseBytes: true });
  if (ofThese !== null) return ofThese;
  return judgedThisTraining(record, version, records) ? agreement : gap(otherTraining);
}

/** How a signed result differs from what follows from the records; null where it does not. */
function resultProblem(
  predicate: unknown,
  evaluation: Readonly<EvaluationRecord>,
  verdict: NamedVerdict | null,
): Agreement | null {
  const wanted = testResult(evaluation, verdict);
  const differs = resultKeys.find(
    (key) => comparable(at(predicate, key)) !== comparable(wanted[key]),
  );
  if (differs === undefined) return null;
  return problem(`Its ${differs} is not what follows from the evaluation and the verdict.`);
}

const otherTraining =
  'It says that the verdict judged these bytes, and the verdict is of another training than run.json tells of: only its signer says so.';

/** What it says to have passed is what the verdict says to have passed. */
export function verdictAgreement(
  { statement }: FoundBundle,
  { records }: VerifyFacts,
  version: VersionRecord,
): Agreement {
  const { verdict } = records;
  if (verdict.kind !== 'found') return gap('There is no verdict.json to compare it with.');
  const predicate = at(statement, 'predicate');
  const wanted = verificationResult(verdict.value);
  const differs = (['timeCreated', 'properties'] as const).find(
    (key) => comparable(at(predicate, key)) !== comparable(wanted[key]),
  );
  if (differs !== undefined) return problem(`Its ${differs} is not what follows from the verdict.`);
  return judgedThisTraining(verdict.value, version, records) ? agreement : gap(otherTraining);
}

/** It was built from the version's commit and data, and the files beside it are those of the registration. */
export function provenanceAgreement(
  { statement }: FoundBundle,
  { files }: VerifyFacts,
  version: VersionRecord,
): Agreement {
  const definition = at(statement, 'predicate', 'buildDefinition');
  const details = at(statement, 'predicate', 'runDetails');
  const dependencies = list(at(definition, 'resolvedDependencies'));
  const commit = dependencies.map((one) => at(one, 'digest', 'gitCommit')).find(isText);
  const repository = at(definition, 'externalParameters', 'workflow', 'repository');
  const problems = [
    ...said('commit', commit, version.commit),
    ...repositoryProblems(repository, version),
    ...runProblems(at(details, 'metadata', 'invocationId'), version),
    ...dataProblems(dependencies, version),
    ...fileProblems(list(at(details, 'byproducts')), files),
  ];
  return { problems, gaps: [] };
}

function said(what: string, found: unknown, wanted: string): readonly string[] {
  if (found === wanted) return [];
  return [
    `It names the ${what} ${isText(found) ? found : 'of nothing'}; version.json has ${wanted}.`,
  ];
}

function repositoryProblems(address: unknown, { repository }: VersionRecord): readonly string[] {
  const url = isText(address) ? URL.parse(address) : null;
  const is = url?.pathname.toLowerCase() === `/${repository.toLowerCase()}`;
  return is ? [] : [`It is not of the repository ${repository}.`];
}

function runProblems(invocation: unknown, { workflow }: VersionRecord): readonly string[] {
  if (workflow === undefined) return [];
  const end = `/actions/runs/${workflow.runId}/attempts/${workflow.attempt}`;
  return isText(invocation) && invocation.endsWith(end)
    ? []
    : [`It is not of the workflow run ${workflow.runId}, attempt ${workflow.attempt}.`];
}

function dataProblems(
  dependencies: readonly unknown[],
  { data }: VersionRecord,
): readonly string[] {
  const named = new Set(dependencies.map((one) => at(one, 'digest', 'sha256')));
  return Object.entries(data)
    .filter(([, { digest }]) => !named.has(digitsOf(digest)))
    .map(([name]) => `It does not name the data set ${name} that version.json has.`);
}

/** The record itself must be among them; a file that is not here says nothing. */
function fileProblems(
  byproducts: readonly unknown[],
  files: VerifyFacts['files'],
): readonly string[] {
  const signed = new Map(
    byproducts.map((one) => [at(one, 'name'), at(one, 'digest', 'sha256')] as const),
  );
  if (!signed.has(recordFiles.version)) return ['It does not name version.json.'];
  return files
    .filter(({ name, digest }) => signed.has(name) && signed.get(name) !== digitsOf(digest))
    .map(({ name, digest }) => `${name} has the digest ${digest}, and another was signed.`);
}

const agreement: Agreement = { problems: [], gaps: [] };

function problem(sentence: string): Agreement {
  return { problems: [sentence], gaps: [] };
}

function gap(sentence: string): Agreement {
  return { problems: [], gaps: [sentence] };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
