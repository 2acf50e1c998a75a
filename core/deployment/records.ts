import type { DeploymentRecord, Producer, PromotionRecord } from '../../schemas/types.ts';
import { oneLine } from '../report/literal.ts';
import { seal } from '../record/seal.ts';
import { readPayload } from './payload.ts';

/** A deployment as GitHub has it. */
export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly environment: string;
  readonly payload: unknown;
  /** The login of whoever made it; null where GitHub does not say. */
  readonly creator: string | null;
}

/** What was reported of a deployment. */
export interface DeploymentStatus {
  readonly id: number;
  readonly state: string;
  readonly description: string;
  /** The log, else the environment; null where it names none. */
  readonly url: string | null;
  readonly creator: string | null;
  readonly createdAt: string;
}

const healthOf: ReadonlyMap<string, DeploymentRecord['health']> = new Map([
  ['success', 'healthy'],
  ['failure', 'unhealthy'],
]);

/** What a status says of the version's health; null for one that says nothing of it, such as `in_progress`, `inactive` or `error`. */
export function reportedHealth(state: string): DeploymentRecord['health'] | null {
  return healthOf.get(state) ?? null;
}

/**
 * Whether people have to hear of a status. An `error` is none of the version: it could not be brought out, or nobody could
 * look at it.
 */
export function isNews(state: string): boolean {
  return state === 'error' || healthOf.has(state);
}

/** Why a deployment is not what the promotion that names it made, as a sentence; null when it is. */
export function deploymentProblem(
  promotion: Readonly<PromotionRecord>,
  { id, sha, environment, payload }: Deployment,
): string | null {
  const found = readPayload(payload);
  const alike =
    found !== null &&
    found.model === promotion.model &&
    found.version === promotion.version &&
    found.digest === promotion.digest &&
    found.role === (promotion.role ?? 'champion') &&
    environment === promotion.environment &&
    sha === promotion.commit;
  if (alike) return null;
  return `The deployment ${id} is not what the promotion of ${promotion.model} v${promotion.version} to ${promotion.environment} made: its commit, environment or payload differ. What is reported of it is not recorded.`;
}

/**
 * The records of what was reported of a promotion's deployment and is not on record yet, oldest first. A challenger that is
 * taken out has no health any more.
 */
export function deploymentRecords(
  promotion: Readonly<PromotionRecord>,
  statuses: readonly DeploymentStatus[],
  known: ReadonlySet<number>,
  producer: Producer,
): readonly Readonly<DeploymentRecord>[] {
  if (promotion.share === 0) return [];
  return statuses.toReversed().flatMap((status) => {
    const health = reportedHealth(status.state);
    if (health === null || known.has(status.id)) return [];
    return [recordOf(promotion, status, health, producer)];
  });
}

function recordOf(
  promotion: Readonly<PromotionRecord>,
  { id: status, description, url, creator: reportedBy, createdAt }: DeploymentStatus,
  health: DeploymentRecord['health'],
  producer: Producer,
): Readonly<DeploymentRecord> {
  const { repository, commit, model, version, digest, environment, deployment } = promotion;
  if (deployment === null) throw new TypeError('The promotion has no deployment.');
  return seal('deployment', {
    createdAt,
    producer,
    repository,
    commit,
    model,
    version,
    digest,
    environment,
    deployment,
    role: promotion.role ?? 'champion',
    status,
    health,
    description: oneLine(description, 1_000),
    url,
    reportedBy,
  });
}
