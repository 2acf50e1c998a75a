import { listLedger } from '../../adapters/github/ledger.ts';
import { bytesProblem } from '../../adapters/registries/bytes-problem.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';
import { readById } from '../../adapters/github/baselines.ts';

/**
 * Why a version must not be promoted: its evaluation is not on record or is of other bytes, or its package is not what
 * was registered. Null when registered bytes are evaluated bytes.
 */
export async function versionProblem(
  { repository, stores }: Pick<JobContext, 'repository' | 'stores'>,
  version: Readonly<VersionRecord>,
): Promise<string | null> {
  const { tag, artifact } = version;
  const evaluation = await readById(
    repository,
    await listLedger(repository),
    version,
    'evaluation',
  );
  if (evaluation === null) return `The ledger has no evaluation of ${tag}.`;
  if (evaluation.status !== 'succeeded' || evaluation.subject.kind !== 'candidate') {
    return `The evaluation that ${tag} names is not one of that model.`;
  }
  if (evaluation.artifact !== artifact.digest) {
    return `${tag} was registered with the model ${artifact.digest}, and ${evaluation.artifact} was evaluated.`;
  }
  return bytesProblem(repository, version, stores);
}
