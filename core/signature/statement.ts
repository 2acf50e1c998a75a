import { failed, ok, type Result } from '../result.ts';
import type { BuildClaims } from './attestation.ts';
import { at, list, parse } from './json.ts';

/** What an in-toto statement says, as far as we use it. */
export interface Statement {
  readonly predicateType: string;
  /** Digests of what it is about, `sha256:<hex>`. */
  readonly subjects: readonly string[];
  readonly build: BuildClaims | null;
}

/** The predicate type of SLSA provenance, version 1: https://slsa.dev/spec/v1.0/provenance. */
export const slsaProvenance = 'https://slsa.dev/provenance/v1';

const statementTypes: readonly unknown[] = [
  'https://in-toto.io/Statement/v1',
  'https://in-toto.io/Statement/v0.1',
];
const mostSubjects = 1024;
const longestText = 1024;

/**
 * Reads an in-toto statement, https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md. Of provenance it
 * reads what GitHub's build type has: https://actions.github.io/buildtypes/workflow/v1.
 */
export function readStatement(json: string): Result<Statement> {
  const statement = parse(json);
  if (!statementTypes.includes(at(statement, '_type'))) {
    return failed('Its content is not an in-toto statement.');
  }
  const predicateType = text(at(statement, 'predicateType'));
  if (predicateType === null) return failed('Its statement has no predicate type.');
  const predicate = at(statement, 'predicate');
  return ok({
    predicateType,
    subjects: subjectsOf(at(statement, 'subject')),
    build: predicateType === slsaProvenance ? buildOf(predicate) : null,
  });
}

function subjectsOf(subject: unknown): readonly string[] {
  return list(subject)
    .slice(0, mostSubjects)
    .map((one) => at(one, 'digest', 'sha256'))
    .filter((hex) => typeof hex === 'string' && /^[0-9a-f]{64}$/.test(hex))
    .map((hex) => `sha256:${String(hex)}`);
}

function buildOf(predicate: unknown): BuildClaims {
  const definition = at(predicate, 'buildDefinition');
  const workflow = at(definition, 'externalParameters', 'workflow');
  const [commit] = list(at(definition, 'resolvedDependencies')).flatMap(
    (one) => text(at(one, 'digest', 'gitCommit')) ?? [],
  );
  return {
    repository: text(at(workflow, 'repository')),
    workflow: text(at(workflow, 'path')),
    ref: text(at(workflow, 'ref')),
    commit: commit ?? null,
    invocation: text(at(predicate, 'runDetails', 'metadata', 'invocationId')),
    runner: text(at(definition, 'internalParameters', 'github', 'runner_environment')),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : null;
}
