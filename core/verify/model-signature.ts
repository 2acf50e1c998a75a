import type { VersionRecord } from '../../schemas/types.ts';
import { isSigned, modelStatement } from '../attest/model.ts';
import { at, list } from '../signature/json.ts';
import { type Claim, contradicted, open, proved } from './claim.ts';
import { comparable } from './comparable.ts';
import type { VerifyFacts } from './facts.ts';
import { signatureProblem, signedBy, unchecked } from './signatures.ts';

/** Whether the model's files are what somebody signed by OpenSSF model signing. Files that it passes over are named. */
export function modelSignatureClaim(facts: VerifyFacts, version: VersionRecord): Claim {
  const { modelSignature, found, trust } = facts;
  if (modelSignature.kind === 'absent') {
    return open(
      'model-signature',
      'The model is not signed: give the action register a key, or the permission to sign.',
    );
  }
  if (modelSignature.kind === 'bad') return contradicted('model-signature', modelSignature.reason);
  const bundle = modelSignature.value;
  const files = found.kind === 'found' ? found.value.files : version.artifact.files;
  const wanted = modelStatement(version.model, files);
  const differs = ['_type', 'predicateType', 'subject', 'predicate'].find(
    (key) => textOf(key, bundle.statement) !== textOf(key, wanted),
  );
  const problem = signatureProblem(bundle, trust, version);
  if (problem !== null) {
    const against = differs === undefined ? 'signer' : 'registration';
    return contradicted('model-signature', problem, against);
  }
  if (differs !== undefined) {
    return contradicted(
      'model-signature',
      `What is signed is not these files: its ${differs} is another.`,
    );
  }
  if (found.kind !== 'found') {
    return open('model-signature', 'It signs the files that the record names, which are not here.');
  }
  const by = signedBy(bundle);
  if (by === null) return open('model-signature', `It is of these files, but ${unchecked}`);
  const unsigned = files.filter(({ path }) => !isSigned(path)).map(({ path }) => path);
  const but = unsigned.length === 0 ? '' : ` Not signed are ${unsigned.slice(0, 3).join(', ')}.`;
  return proved(
    'model-signature',
    `These files were signed ${by}: of this model, whatever its version.${but}`,
  );
}

/** A part of a statement in a form that can be compared. The order of what is passed over means nothing. */
function textOf(key: string, statement: unknown): string | null {
  const part = at(statement, key);
  if (key !== 'predicate') return comparable(part);
  const serialization = at(part, 'serialization');
  const passed = list(at(serialization, 'ignore_paths'))
    .map((one) => (typeof one === 'string' ? one : '\0'))
    .toSorted();
  return comparable([
    at(serialization, 'method') ?? null,
    at(serialization, 'hash_type') ?? null,
    at(serialization, 'allow_symlinks') ?? null,
    passed,
    at(part, 'resources') ?? null,
  ]);
}
