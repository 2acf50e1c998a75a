import * as core from '@actions/core';
import { openRegistry as open } from '../adapters/registries/open.ts';
import type { Registry } from '../adapters/registries/registry.ts';
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
    variables: step.variables,
    // The job belongs to whoever wrote the configuration.
    hosts: null,
    progress: (sentence: string) => {
      core.info(sentence);
    },
  };
  return open(connection, model.config.registry);
}
