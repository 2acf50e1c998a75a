import type { DeploymentRecord } from '../../schemas/types.ts';
import { readPayload } from './payload.ts';
import type { Deployment } from './records.ts';

/** The report that came last; GitHub's times are to the second, so of one second the status with the larger id. */
export function newestReport<Report extends Pick<DeploymentRecord, 'createdAt' | 'status'>>(
  reports: readonly Report[],
): Report | null {
  const ordered = reports.toSorted(
    (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.status - b.status,
  );
  return ordered.at(-1) ?? null;
}

/** Of deployments, the newest first: those of ours that no other of the same model, environment and role has followed. */
export function newestDeployments(deployments: readonly Deployment[]): readonly Deployment[] {
  const seen = new Set<string>();
  return deployments.filter(({ environment, payload }) => {
    const about = readPayload(payload);
    if (about === null) return false;
    const key = JSON.stringify([about.model, environment, about.role]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
