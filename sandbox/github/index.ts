import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createValidator } from '../openapi/validate.ts';
import { actionsService } from './actions-service.ts';
import { createAdmin } from './admin.ts';
import type { StartGitHub } from './contract.ts';
import { addFault, clearFaults } from './faults/active.ts';
import type { Hub } from './hub.ts';
import { watchMergeQueues } from './merge-queue/watch.ts';
import { watchAutoMerge } from './pulls/auto-merge.ts';
import { createGitHubServer } from './server.ts';
import { emptyState } from './state.ts';
import { createWebhooks } from './webhooks.ts';

/** Starts an embedded GitHub on a loopback address. Its state goes with it; the folder holds git and blobs. */
export const startGitHub: StartGitHub = async ({ folder, port = 0, now = () => new Date() }) => {
  await mkdir(folder, { recursive: true });
  const state = emptyState(folder, now);
  const validator = createValidator();
  const hub: Hub = { state, webhooks: createWebhooks(state, validator) };
  watchMergeQueues(hub);
  watchAutoMerge(hub);
  const server = createGitHubServer(hub, validator);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port.');
  state.url = `http://127.0.0.1:${address.port}`;
  const admin = createAdmin(hub);
  return {
    url: state.url,
    apiUrl: `${state.url}/api/v3`,
    admin,
    actions: actionsService(hub),
    calls: state.calls,
    violations: state.violations,
    addFault: (fault) => addFault(state.faults, fault),
    clearFaults: () => clearFaults(state.faults),
    setLimits(limits) {
      state.limits = limits;
    },
    onWorkflowTrigger(listener) {
      state.triggerListeners.push(listener);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      hub.webhooks.close();
      await admin.deliveriesSettled();
      for (const { git } of state.repositories.values()) git.close();
      state.git.close();
    },
  };
};
