import { nodeId } from '../node-id.ts';
import type { Deployment, DeploymentStatus, Environment, Repository, State } from '../state.ts';
import { accountJson } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** A deployment as the API and `deployment` payloads show it. */
export function deploymentJson(
  state: State,
  repository: Repository,
  deployment: Deployment,
): Record<string, unknown> {
  const repositoryAddress = repositoryUrl(state, repository);
  const url = `${repositoryAddress}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId('Deployment', deployment.id),
    task: deployment.task,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: deployment.createdAt,
    updated_at: deployment.statuses.at(-1)?.createdAt ?? deployment.createdAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryAddress,
    creator: accountJson(state, deployment.creator),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: deployment.payload,
    transient_environment: false,
    production_environment: deployment.environment === 'production',
    performed_via_github_app: null,
  };
}

/** One status of a deployment. */
export function deploymentStatusJson(
  state: State,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus,
): Record<string, unknown> {
  const repositoryAddress = repositoryUrl(state, repository);
  const deploymentUrl = `${repositoryAddress}/deployments/${deployment.id}`;
  return {
    url: `${deploymentUrl}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: accountJson(state, status.creator),
    description: status.description,
    environment: deployment.environment,
    target_url: status.logUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: deploymentUrl,
    repository_url: repositoryAddress,
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: null,
  };
}

/** An environment; none has rules here. */
export function environmentJson(
  state: State,
  repository: Repository,
  environment: Environment,
): Record<string, unknown> {
  const { id, name, createdAt } = environment;
  const page = `${state.url}/${repository.fullName}/deployments/activity_log`;
  return {
    id,
    node_id: nodeId('Environment', id),
    name,
    url: `${repositoryUrl(state, repository)}/environments/${encodeURIComponent(name)}`,
    html_url: `${page}?environments_filter=${encodeURIComponent(name)}`,
    created_at: createdAt,
    updated_at: createdAt,
    protection_rules: [],
    deployment_branch_policy: null,
  };
}
