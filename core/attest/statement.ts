import type { VersionRecord } from '../../schemas/types.ts';
import { slsaProvenance } from '../signature/statement.ts';

/** The predicates of the statements that a version is signed with, by what they tell of. */
export const predicateTypes = {
  model: 'https://model_signing/signature/v1.0',
  testResult: 'https://in-toto.io/attestation/test-result/v0.1',
  verdict: 'https://in-toto.io/attestation/svr/v0.1',
  provenance: slsaProvenance,
} as const;

/** Something by its content, as in-toto names it: hexadecimal digits without a prefix. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** An in-toto statement, https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md. */
export interface InTotoStatement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: object;
}

/** A statement of ours. */
export function statementOf(
  predicateType: string,
  subject: readonly Subject[],
  predicate: object,
): InTotoStatement {
  return { _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate };
}

/** What a version's statements are about: its package as it is stored, and the model whatever it is packed in. */
export function versionSubjects(record: Readonly<VersionRecord>): readonly Subject[] {
  const { artifact, package: packed, tag } = record;
  const subjects = [subjectOf(packed.name, packed.digest)];
  // In some registries the package is the list of the files itself.
  if (packed.digest === artifact.digest) return subjects;
  return [...subjects, subjectOf(tag, artifact.digest)];
}

/** A subject by a digest of ours, `sha256:<hex>`. */
export function subjectOf(name: string, digest: string): Subject {
  return { name, digest: { sha256: digitsOf(digest) } };
}

/** The digits of a digest `sha256:<hex>`. */
export function digitsOf(digest: string): string {
  return digest.slice('sha256:'.length);
}

/** How a statement names a record: by its id, which is the digest of its content. */
export function recordUri(kind: string, id: string): string {
  return `urn:assay:record:${kind}:${digitsOf(id)}`;
}
