import { listDeployments, readStatuses } from '../../adapters/github/deployment-reports.ts';
import type { GitHubRepository } from '../../adapters/github/repository.ts';
import { newestDeployments } from '../../core/deployment/newest.ts';
import { isNews } from '../../core/deployment/records.ts';
import { type Job, jobFor, type Place } from '../jobs/job.ts';

/** More environments of more models than these are left to what is told of them. */
const mostDeployments = 20;

/**
 * The jobs for what was reported since a moment of the deployments that count, the newest of each model in each environment.
 * Each report asks once: its id is in the job's.
 */
export async function overdueReports(
  repository: GitHubRepository,
  place: Place,
  since: Date,
  until: Date,
): Promise<readonly Job[]> {
  const newest = newestDeployments(await listDeployments(repository, null));
  const jobs: Job[] = [];
  for (const { id } of newest.slice(0, mostDeployments)) {
    const [status] = await readStatuses(repository, id, 1);
    if (status === undefined || !isNews(status.state)) continue;
    const at = new Date(status.createdAt);
    if (at < since || at > until) continue;
    const source = `upkeep ${place.owner}/${place.repo} deployment ${id} status ${status.id}`;
    const task = { kind: 'record-deployment', deployment: id } as const;
    jobs.push(jobFor(task, place, { id: source, delivery: null }, 'background'));
  }
  return jobs;
}
