import { readPromotions } from '../../adapters/github/champion.ts';
import { keepComment, rewordComment } from '../../adapters/github/comments.ts';
import { readStays, readReports } from '../../adapters/github/environment-history.ts';
import { listLedger, type StoredEntry } from '../../adapters/github/ledger.ts';
import { newestReport } from '../../core/deployment/newest.ts';
import { type DeploymentStatus, isNews } from '../../core/deployment/records.ts';
import { lastHealthyBefore } from '../../core/promotion/history.ts';
import { isFollowed } from '../../core/promotion/overtaken.ts';
import {
  healthMarker,
  renderHealthyAgain,
  renderNotDeployed,
  renderNotTakenOut,
  renderTakenOut,
  renderUnhealthy,
} from '../../core/report/deployment-health.ts';
import type { PromotionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';

/**
 * Tells people, in one comment on the pull request that was merged, that the version which it brought is reported as
 * unhealthy, or healthy again; that it could not be deployed; or that a challenger could not be taken out. Of a version that
 * has left the environment since, nothing is said. `statuses` are GitHub's of now, the newest first.
 */
export async function tellHealth(
  context: JobContext,
  promotion: Readonly<PromotionRecord>,
  statuses: readonly DeploymentStatus[],
): Promise<void> {
  const { repository, us } = context;
  const { model, environment, deployment, pullRequest } = promotion;
  const news = statuses.find(({ state }) => isNews(state));
  if (deployment === null || news === undefined) return;
  const ledger = await listLedger(repository);
  if (promotion.share === 0)
    return tellRemoval(context, ledger, { ...promotion, deployment }, news);
  const stays = await readStays(repository, ledger, model, environment);
  const stay = stays.find((one) => one.deployment === deployment);
  if (stay === undefined || stay.until !== null) return;
  const marker = healthMarker(deployment);
  if (stay.health === 'unknown') {
    if (news.state !== 'error') return;
    const body = renderNotDeployed(saidOf({ ...promotion, deployment }, news));
    await keepComment(repository, us, pullRequest, marker, body);
    return;
  }
  const reports = await readReports(repository, ledger, model, environment);
  const report = newestReport(reports.filter((one) => one.deployment === deployment));
  if (report === null) return;
  if (stay.health === 'unhealthy') {
    const body = renderUnhealthy(report, stay, lastHealthyBefore(stays)?.version ?? null);
    await keepComment(repository, us, pullRequest, marker, body);
    return;
  }
  await rewordComment(repository, us, pullRequest, marker, () => renderHealthyAgain(report));
}

type Deployed = Readonly<PromotionRecord> & { readonly deployment: number };

/** Of a challenger that goes nothing is on record but that it should. */
async function tellRemoval(
  { repository, us }: JobContext,
  ledger: readonly StoredEntry[],
  promotion: Deployed,
  news: DeploymentStatus,
): Promise<void> {
  const { model, environment, commit, createdAt, pullRequest, deployment } = promotion;
  const known = await readPromotions(repository, ledger, model, environment);
  if (isFollowed({ role: 'challenger' }, { commit, mergedAt: createdAt }, known)) return;
  const marker = healthMarker(deployment);
  const report = saidOf(promotion, news);
  if (news.state === 'success') {
    await rewordComment(repository, us, pullRequest, marker, () => renderTakenOut(report));
    return;
  }
  await keepComment(repository, us, pullRequest, marker, renderNotTakenOut(report));
}

function saidOf(
  { model, version, environment, deployment }: Deployed,
  { description, url, creator, createdAt }: DeploymentStatus,
) {
  const about = { model, version, environment, deployment };
  return { ...about, description, url, reportedBy: creator, createdAt };
}
