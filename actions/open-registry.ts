import * as core from '@actions/core';
import { ownAccess } from '../adapters/registries/access.ts';
import { openRegistry as open } from '../adapters/registries/open.ts';
import type { Registry, StoreAccess } from '../adapters/registries/registry.ts';
import type { Step } from './action.ts';
import type { Model } from './open-model.ts';

/** The registry where a model's versions live, opened with the input `token`. */
export function openRegistry(step: Step<'token'>, model: Model): Registry {
  const { owner, repo, serverUrl, apiUrl, workflow } = step.job;
  const connection = {
    owner,
    repo,
    serverUrl,
    apiUrl,
    token: step.input('token'),
    runId: workflow?.runId ?? 0,
    now: () => step.now(),
    ...storesOf(step),
  };
  return open(connection, model.config.registry);
}

/** How stores beside GitHub are reached: the job belongs to whoever wrote the configuration. */
export function storesOf(step: Step<'token'>): StoreAccess {
  return ownAccess(step.variables, step.input('token'), (sentence) => {
    core.info(sentence);
  });
}
