import { readPayload } from '../../core/deployment/payload.ts';
import { isNews } from '../../core/deployment/records.ts';
import { ok } from '../../core/result.ts';
import type { EventHandler } from './event.ts';

/**
 * Somebody has reported how a deployment went. What is not about a model, such as the preview of a web page, and what is
 * no news, asks for nothing; all else is asked of GitHub, and not taken from the delivery.
 */
export const deploymentReported: EventHandler<'deployment_status.created'> = {
  on: ['deployment_status.created'],
  tasksOf: ({ deployment, deployment_status: { state } }) =>
    !isNews(state) || readPayload(deployment.payload) === null
      ? ok([])
      : ok([{ kind: 'record-deployment', deployment: deployment.id }]),
};
