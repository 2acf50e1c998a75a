import {
  listDeployments,
  readDeployment,
  readStatuses,
} from '../../adapters/github/deployment-reports.ts';
import { appendToLedger, listLedger, readEntry } from '../../adapters/github/ledger.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import type { StoredEntry } from '../../adapters/github/stored-entry.ts';
import { readPayload } from '../../core/deployment/payload.ts';
import { deploymentProblem, deploymentRecords } from '../../core/deployment/records.ts';
import type { PromotionRecord } from '../../schemas/types.ts';
import { type JobContext, producer } from '../context.ts';
import { judgePromotions } from '../promotion/judge-promotions.ts';
import { tellHealth } from '../promotion/tell-health.ts';

/**
 * Puts on record what was reported of a deployment, by what GitHub says of it now; so what no delivery told of is recorded
 * with what one did. Only of a deployment that a promotion on record made. Where the record is still to come, whoever
 * appends it asks for this again.
 */
export async function recordDeployment(context: JobContext, id: number): Promise<void> {
  const { repository, us, proposer } = context;
  const deployment = await readDeployment(repository, id);
  const payload = readPayload(deployment?.payload);
  if (deployment === null || payload === null) return;
  // Both kinds are of the deployed commit, which their paths name: nothing else of the ledger has to be read.
  const entries = (await listLedger(repository)).filter(
    ({ model, shortCommit }) => model === payload.model && deployment.sha.startsWith(shortCommit),
  );
  const promotion = await promotionOf(repository, entries, id);
  if (promotion === null) {
    const isOurs = [us.login, proposer.account.login].includes(deployment.creator ?? '');
    if (isOurs) return;
    context.warn(
      `The deployment ${id} of ${payload.model} v${payload.version} was made by no promotion on record, but by ${deployment.creator ?? 'an unknown account'}: what is reported of it is not recorded.`,
    );
    return;
  }
  const problem = deploymentProblem(promotion, deployment);
  if (problem !== null) {
    context.warn(problem);
    return;
  }
  const statuses = await readStatuses(repository, id);
  const known = await recordedStatuses(repository, entries);
  await appendToLedger(repository, deploymentRecords(promotion, statuses, known, producer));
  await tellHealth(context, promotion, statuses);
  await judgePromotions(context, payload.model, `deployment ${id} ${statuses[0]?.id ?? 'none'}`);
}

/** Asks for the reports of every deployment of a model that was made at a commit. */
export async function recordDeploymentsAt(context: JobContext, commit: string): Promise<void> {
  for (const { id, payload } of await listDeployments(context.repository, commit)) {
    if (readPayload(payload) === null) continue;
    await context.enqueue(`${context.job} deployment ${id}`, {
      kind: 'record-deployment',
      deployment: id,
    });
  }
}

/** The newest promotion that names this deployment; null where none does. */
async function promotionOf(
  repository: GitHubRepository,
  entries: readonly StoredEntry[],
  deployment: number,
): Promise<Readonly<PromotionRecord> | null> {
  for (const entry of entries.toReversed()) {
    if (entry.kind !== 'promotion') continue;
    const record = await readEntry(repository, entry, 'promotion');
    if (record?.deployment === deployment) return record;
  }
  return null;
}

/** The ids of the statuses that are on record, whichever version of us wrote them. */
async function recordedStatuses(
  repository: GitHubRepository,
  entries: readonly StoredEntry[],
): Promise<ReadonlySet<number>> {
  const records = await Promise.all(
    entries
      .filter(({ kind }) => kind === 'deployment')
      .map((entry) => readEntry(repository, entry, 'deployment')),
  );
  return new Set(records.flatMap((record) => (record === null ? [] : [record.status])));
}
