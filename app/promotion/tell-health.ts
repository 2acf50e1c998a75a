import { keepComment, rewordComment } from '../../adapters/github/comments.ts';
import { readStays, readReports } from '../../adapters/github/environment-history.ts';
import { listLedger } from '../../adapters/github/ledger.ts';
import { newestReport } from '../../core/deployment/newest.ts';
import { lastHealthyBefore } from '../../core/promotion/history.ts';
import {
  healthMarker,
  renderHealthyAgain,
  renderUnhealthy,
} from '../../core/report/deployment-health.ts';
import type { PromotionRecord } from '../../schemas/types.ts';
import type { JobContext } from '../context.ts';

/**
 * Tells people, in one comment on the pull request that was merged, that the version which it brought is reported as
 * unhealthy, or healthy again. Of a version that has left the environment since, nothing is said.
 */
export async function tellHealth(
  { repository, us }: JobContext,
  promotion: Readonly<PromotionRecord>,
): Promise<void> {
  const { model, environment, deployment, pullRequest } = promotion;
  if (deployment === null) return;
  const ledger = await listLedger(repository);
  const stays = await readStays(repository, ledger, model, environment);
  const stay = stays.find((one) => one.deployment === deployment);
  if (stay === undefined || stay.until !== null || stay.health === 'unknown') return;
  const reports = await readReports(repository, ledger, model, environment);
  const report = newestReport(reports.filter((one) => one.deployment === deployment));
  if (report === null) return;
  const marker = healthMarker(deployment);
  if (stay.health === 'unhealthy') {
    const body = renderUnhealthy(report, stay, lastHealthyBefore(stays)?.version ?? null);
    await keepComment(repository, us, pullRequest, marker, body);
    return;
  }
  await rewordComment(repository, us, pullRequest, marker, () => renderHealthyAgain(report));
}
