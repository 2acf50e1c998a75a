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
  return deployments.filter((deployment) => {
    const subject = subjectOf(deployment);
    if (subject === null || seen.has(subject)) return false;
    seen.add(subject);
    return true;
  });
}

/** A deployment of the same model, environment and role that came after this one; null where it is the newest. */
export function successorOf(
  deployments: readonly Deployment[],
  own: Deployment,
): Deployment | null {
  const subject = subjectOf(own);
  return deployments.find((one) => one.id > own.id && subjectOf(one) === subject) ?? null;
}

/** What a deployment of ours is of; null for one of somebody else's. */
function subjectOf({ environment, payload }: Deployment): string | null {
  const about = readPayload(payload);
  return about === null ? null : JSON.stringify([about.model, environment, about.role]);
}
