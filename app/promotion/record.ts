import { recordDeployment } from '../../adapters/github/deployments.ts';
import { readFile } from '../../adapters/github/files.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import { type ChangedEnvironment, changedEnvironments } from '../../core/promotion/choose.ts';
import { versionOfState } from '../../core/promotion/state.ts';
import { seal } from '../../core/record/seal.ts';
import type { PromotionRecord } from '../../schemas/types.ts';
import { type JobContext, producer } from '../context.ts';
import { readVersions } from '../../adapters/github/champion.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import type { MergedPull } from '../review/pull.ts';
import { requestedVersion } from './find.ts';
import { requesterOf } from '../../core/proposal/requester.ts';
import { versionProblem } from './verify.ts';

/** Records a deployment for each environment whose desired state a merged pull request moved to a registered version. */
export async function recordPromotions(
  context: JobContext,
  pull: MergedPull,
  paths: readonly string[],
): Promise<readonly Readonly<PromotionRecord>[]> {
  const configuration = await readOwnConfiguration(context.repository, pull.mergeCommit);
  if (configuration.kind !== 'valid') return [];
  const records = await Promise.all(
    changedEnvironments(configuration.config, paths).map((changed) =>
      recordPromotion(context, pull, changed),
    ),
  );
  return records.filter((record) => record !== null);
}

async function recordPromotion(
  context: JobContext,
  pull: MergedPull,
  changed: ChangedEnvironment,
): Promise<Readonly<PromotionRecord> | null> {
  const { repository, proposer } = context;
  const { model, environment, file } = changed;
  const version = await requestedVersion(context, changed, pull.mergeCommit);
  if (version === null) return null;
  const previous = await previousVersion(context, changed, pull.mergedInto);
  if (previous === version.version) return null;
  const problem = await versionProblem(context, version);
  if (problem !== null) {
    context.warn(`#${pull.number} was merged, and no deployment is recorded. ${problem}`);
    return null;
  }
  const deployment = await recordDeployment(repository, {
    commit: pull.mergeCommit,
    environment,
    description: `${version.tag}, by pull request #${pull.number}`,
    payload: {
      model,
      version: version.version,
      digest: version.package.digest,
      uri: version.package.uri,
    },
  });
  return seal('promotion', {
    createdAt: pull.mergedAt,
    producer,
    repository: `${repository.owner}/${repository.repo}`,
    commit: pull.mergeCommit,
    model,
    version: version.version,
    digest: version.package.digest,
    environment,
    state: file,
    previous,
    pullRequest: pull.number,
    // Anybody can write anything into the description of a pull request of their own.
    requestedBy: pull.author === proposer.account.login ? requesterOf(pull.body) : null,
    mergedBy: pull.mergedBy,
    deployment,
  });
}

async function previousVersion(
  { repository }: JobContext,
  { model, config, file }: ChangedEnvironment,
  base: string,
): Promise<string | null> {
  const text = await readFile(repository, file, base);
  if (text === null) return null;
  const versions = await readVersions(repository, await listLedger(repository), model);
  return versionOfState(text, file, config, versions)?.version ?? null;
}
