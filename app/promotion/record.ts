import { readPromotions, readVersions } from '../../adapters/github/champion.ts';
import { findDeployment } from '../../adapters/github/deployments.ts';
import { readReports } from '../../adapters/github/environment-history.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import type { ChangedEnvironment } from '../../core/promotion/choose.ts';
import { lastHealthyBefore, staysOf } from '../../core/promotion/history.ts';
import { type Move, movesOf } from '../../core/promotion/moves.ts';
import { seal } from '../../core/record/seal.ts';
import type { PromotionRecord } from '../../schemas/types.ts';
import { type JobContext, producer } from '../context.ts';
import type { MergedPull } from '../review/pull.ts';
import { requestOf } from '../review/responsible.ts';
import { approvedBy } from './approved.ts';
import { deploymentOf } from './deployment.ts';
import { followPromotion } from './follow.ts';
import { heldAt } from './held.ts';
import { makeDeployment } from './make-deployment.ts';
import type { Merged } from './merged.ts';
import { isStillAsked } from './still-asked.ts';
import { mergedChanges } from './merged-changes.ts';
import { tagStage } from './tag-stage.ts';
import { versionProblem } from './verify.ts';

/** Records a deployment for each environment whose desired state a merged pull request moved to a registered version. */
export async function recordPromotions(
  context: JobContext,
  pull: MergedPull,
  paths: readonly string[],
): Promise<readonly Readonly<PromotionRecord>[]> {
  const changes = await mergedChanges(context, pull, paths);
  if (changes === null) return [];
  const { config } = changes;
  const records: Readonly<PromotionRecord>[] = [];
  for (const changed of changes.changed) {
    const moves = await movesBy(context, pull, changed);
    for (const [place, move] of moves.entries()) {
      const merged = { ...move, pull, changed, config };
      const record =
        (await recordedBefore(context, merged)) ?? (await recordMove(context, merged, place));
      if (record !== null) records.push(record);
    }
  }
  return records;
}

async function movesBy(
  context: JobContext,
  pull: MergedPull,
  changed: ChangedEnvironment,
): Promise<readonly Move[]> {
  const { repository } = context;
  const versions = await readVersions(repository, await listLedger(repository), changed.model);
  return movesOf(
    await heldAt(context, changed, versions, pull.mergedInto),
    await heldAt(context, changed, versions, pull.mergeCommit),
  );
}

/** The record of a move that is in the ledger already: what it says of reviews and health may have changed since. */
async function recordedBefore(
  { repository }: JobContext,
  { pull, changed, role, version }: Merged,
): Promise<Readonly<PromotionRecord> | null> {
  const { model, environment } = changed;
  const ledger = await listLedger(repository);
  const known = await readPromotions(repository, ledger, model, environment);
  const same = known.find(
    (one) =>
      one.pullRequest === pull.number &&
      one.commit === pull.mergeCommit &&
      (one.role ?? 'champion') === role &&
      one.version === version.version,
  );
  return same ?? null;
}

async function recordMove(
  context: JobContext,
  merged: Merged,
  place: number,
): Promise<Readonly<PromotionRecord> | null> {
  const { repository } = context;
  const { pull, changed, version, role, share, previous } = merged;
  const problem = share === 0 ? null : await versionProblem(context, version);
  if (problem !== null) {
    context.warn(`#${pull.number} was merged, and no deployment is recorded. ${problem}`);
    return null;
  }
  const deployment = await bringAbout(context, merged);
  return seal('promotion', {
    // What follows a champion's move in one merge counts after it.
    createdAt: place === 0 ? pull.mergedAt : later(pull.mergedAt),
    producer,
    repository: `${repository.owner}/${repository.repo}`,
    commit: pull.mergeCommit,
    model: changed.model,
    version: version.version,
    digest: version.package.digest,
    environment: changed.environment,
    state: changed.file,
    previous,
    pullRequest: pull.number,
    // By our own commit: whoever may push can edit the description.
    requestedBy: (await requestOf(context, pull)).requestedBy,
    mergedBy: pull.mergedBy,
    deployment,
    role,
    share,
    rollback: await isRollback(context, merged),
    approvedBy: [...(await approvedBy(context, pull, changed.config.approvals))],
  });
}

/**
 * Makes it so where the default branch still asks for it, and gives the deployment's id. What something newer has followed
 * is history only: of that it gives the deployment that was made in time, else null.
 */
async function bringAbout(context: JobContext, merged: Merged): Promise<number | null> {
  const { pull, changed, version, role, share } = merged;
  const wanted = deploymentOf(merged);
  if (!(await isStillAsked(context, merged))) {
    context.warn(
      `#${pull.number} is recorded late: ${changed.environment} asks for something else than ${version.tag} by now, so nothing is deployed for it.`,
    );
    return findDeployment(context.repository, wanted);
  }
  const deployment = await makeDeployment(context, wanted);
  await tagStage(context, merged);
  await followPromotion(context, version, changed, { role, ended: share === 0 });
  return deployment;
}

function later(time: string): string {
  return new Date(Date.parse(time) + 1).toISOString();
}

/** Whether the version is the last that was healthy there, by what the ledger knew when it was merged. */
async function isRollback(
  { repository }: JobContext,
  { pull, changed, role, version }: Merged,
): Promise<boolean> {
  if (role === 'challenger') return false;
  const ledger = await listLedger(repository);
  const { model, environment } = changed;
  const promotions = await readPromotions(repository, ledger, model, environment);
  const reports = await readReports(repository, ledger, model, environment);
  const merged = Date.parse(pull.mergedAt);
  const isEarlier = ({ createdAt }: { readonly createdAt: string }): boolean =>
    Date.parse(createdAt) <= merged;
  const stays = staysOf(promotions.filter(isEarlier), reports.filter(isEarlier));
  return lastHealthyBefore(stays)?.version === version.version;
}
