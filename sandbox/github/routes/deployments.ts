import { tellDeployment, tellDeploymentStatus } from '../deployment-events.ts';
import { deploymentJson, deploymentStatusJson, environmentJson } from '../json/deployment.ts';
import { newDeployment } from '../new-deployment.ts';
import { created, found, invalid, json, list, type Request, type Route, text } from '../route.ts';
import { type Deployment, type DeploymentStatus, timestamp } from '../state.ts';

const read = { permission: 'deployments', level: 'read' } as const;
const write = { permission: 'deployments', level: 'write' } as const;

const longestDescription = 140;

/** Deployments with their statuses, and the environments that they made. */
export const deployments = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/deployments',
    need: read,
    handle({ state, repository, query }) {
      const fits = (deployment: Deployment): boolean =>
        (['sha', 'ref', 'task', 'environment'] as const).every((key) => {
          const wanted = query.get(key);
          return wanted === null || wanted === 'none' || deployment[key] === wanted;
        });
      return list(
        [...repository.deployments.values()]
          .filter(fits)
          .toReversed()
          .map((deployment) => deploymentJson(state, repository, deployment)),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/deployments',
    need: write,
    async handle(request) {
      const deployment = await newDeployment(request);
      const shown = deploymentJson(request.state, request.repository, deployment);
      await tellDeployment(request, deployment);
      return created(shown);
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/deployments/:deployment',
    need: read,
    handle: (request) =>
      json(deploymentJson(request.state, request.repository, deploymentOf(request))),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/deployments/:deployment/statuses',
    need: read,
    handle(request) {
      const { state, repository } = request;
      const deployment = deploymentOf(request);
      return list(
        deployment.statuses
          .toReversed()
          .map((status) => deploymentStatusJson(state, repository, deployment, status)),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/deployments/:deployment/statuses',
    need: write,
    async handle(request) {
      const { state, repository, body } = request;
      const deployment = deploymentOf(request);
      const status = newStatus(request, text(body, 'state') ?? 'pending');
      await add(request, deployment, status);
      if (status.state === 'success' && body['auto_inactive'] !== false) {
        await supersede(request, deployment);
      }
      return created(deploymentStatusJson(state, repository, deployment, status));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/environments',
    need: { permission: 'actions', level: 'read' },
    handle: ({ state, repository }) =>
      list(
        [...repository.environments.values()].map((environment) =>
          environmentJson(state, repository, environment),
        ),
        'environments',
      ),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/environments/:environment',
    need: { permission: 'actions', level: 'read' },
    handle({ state, repository, param }) {
      const environment = found(repository.environments.get(param('environment')));
      return json(environmentJson(state, repository, environment));
    },
  },
] as const satisfies readonly Route[];

function deploymentOf({ repository, id }: Request): Deployment {
  return found(repository.deployments.get(id('deployment')));
}

function newStatus({ state, account, body }: Request, value: string): DeploymentStatus {
  const description = text(body, 'description') ?? '';
  if (Array.from(description).length > longestDescription) {
    const message = `description is too long (maximum is ${longestDescription} characters)`;
    throw invalid('Validation Failed', [
      { resource: 'DeploymentStatus', code: 'custom', field: 'description', message },
    ]);
  }
  return {
    id: state.nextId(),
    state: value,
    description,
    environmentUrl: text(body, 'environment_url') ?? '',
    // `target_url` is the older name.
    logUrl: text(body, 'log_url') ?? text(body, 'target_url') ?? '',
    creator: account,
    createdAt: timestamp(state),
  };
}

/** A success makes those before it in the same environment inactive, but not in production. */
async function supersede(request: Request, current: Deployment): Promise<void> {
  if (current.environment === 'production') return;
  for (const deployment of request.repository.deployments.values()) {
    const isSame = deployment.environment === current.environment && deployment !== current;
    if (!isSame || deployment.statuses.at(-1)?.state !== 'success') continue;
    const { state, account } = request;
    await add(request, deployment, {
      id: state.nextId(),
      state: 'inactive',
      description: '',
      environmentUrl: '',
      logUrl: '',
      creator: account,
      createdAt: timestamp(state),
    });
  }
}

async function add(
  request: Request,
  deployment: Deployment,
  status: DeploymentStatus,
): Promise<void> {
  deployment.statuses.push(status);
  await tellDeploymentStatus(request, deployment, status);
}
