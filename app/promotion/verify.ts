import { readById } from '../../adapters/github/baselines.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import { bytesProblem } from '../../adapters/registries/bytes-problem.ts';
import { comparedBytes } from '../../adapters/registries/stored-bytes.ts';
import type { StoredBytes } from '../../core/promotion/gate/facts.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';

type Verifier = Pick<JobContext, 'repository' | 'stores'>;

/**
 * Why a version must not be promoted: its evaluation is not on record or is of other bytes, its tag was moved, or its
 * package is not what was registered, as far as its registry states that: the gate compares contents. Null when nothing
 * speaks against it.
 */
export async function versionProblem(
  context: Verifier,
  version: Readonly<VersionRecord>,
): Promise<string | null> {
  const ledger = await listLedger(context.repository);
  return (
    (await recordProblem(context, ledger, version)) ??
    bytesProblem(context.repository, version, context.stores)
  );
}

/** What GitHub alone can tell of it. */
async function recordProblem(
  { repository }: Verifier,
  ledger: readonly StoredEntry[],
  version: Readonly<VersionRecord>,
): Promise<string | null> {
  const { model, version: number, tag, artifact } = version;
  const evaluation = await readById(repository, ledger, version, 'evaluation');
  if (evaluation === null) return `The ledger has no evaluation of ${tag}.`;
  if (evaluation.status !== 'succeeded' || evaluation.subject.kind !== 'candidate') {
    return `The evaluation that ${tag} names is not one of that model.`;
  }
  if (evaluation.artifact !== artifact.digest) {
    return `${tag} was registered with the model ${artifact.digest}, and ${evaluation.artifact} was evaluated.`;
  }
  // The tag becomes a part of an address; whether it is the one that was made for the version is asked with its bytes.
  return tag === `${model}@v${number}`
    ? null
    : `The record of ${model} ${number} names the tag ${tag}.`;
}

/**
 * Whether a version's bytes are what was registered and evaluated. A registry beside GitHub that does not answer is an
 * answer too; throws where GitHub does not, for the job to be tried again.
 */
export async function storedBytes(
  context: Verifier,
  ledger: readonly StoredEntry[],
  version: Readonly<VersionRecord>,
): Promise<StoredBytes> {
  const known = await recordProblem(context, ledger, version);
  if (known !== null) return { kind: 'wrong', sentence: known };
  return comparedBytes(context.repository, version, context.stores);
}
