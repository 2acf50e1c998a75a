import { deployedVersion, readVersions } from '../../adapters/github/champion.ts';
import type { StoredEntry } from '../../adapters/github/ledger.ts';
import { statedBytes } from '../../adapters/registries/stored-bytes.ts';
import { rollbackTarget } from '../../core/checks/rollback-target.ts';
import type { Deployed } from '../../core/judge/facts.ts';
import { levelOf } from '../../core/policy/level.ts';
import type { GovernedModel } from '../../core/policy/organisation.ts';
import type { JobContext } from '../context.ts';

/** What production asks for, and whether it is there; null where no check needs it, and nobody is asked. */
export async function deployedOf(
  { repository, stores }: Pick<JobContext, 'repository' | 'stores'>,
  ledger: readonly StoredEntry[],
  model: string,
  config: GovernedModel,
): Promise<Deployed | null> {
  if (levelOf(rollbackTarget, config).level === 'off') return null;
  const version = await deployedVersion(repository, ledger, model, 'production');
  if (version === null) return { kind: 'nothing' };
  const versions = await readVersions(repository, ledger, model);
  const record = versions.find((one) => one.version === version);
  if (record === undefined) return { kind: 'unknown', version };
  const { tag, package: registered } = record;
  const bytes = await statedBytes(repository, record, stores);
  return { kind: 'version', tag, digest: registered.digest, bytes };
}
