import { readPayload } from '../../core/deployment/payload.ts';
import { reportedHealth } from '../../core/deployment/records.ts';
import type { EventHandler } from './event.ts';

/**
 * Somebody has reported how a deployment went. What is not about a model, such as the preview of a web page, and what says
 * nothing of health, asks for nothing; all else is asked of GitHub, and not taken from the delivery.
 */
export const deploymentReported: EventHandler<'deployment_status.created'> = {
  on: ['deployment_status.created'],
  tasksOf: ({ deployment, deployment_status: { state } }) =>
    reportedHealth(state) === null || readPayload(deployment.payload) === null
      ? []
      : [{ kind: 'record-deployment', deployment: deployment.id }],
};
