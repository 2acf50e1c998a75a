import { registries } from '../adapters/registries/index.ts';
import type { Registry } from '../adapters/registries/registry.ts';
import type { Step } from './action.ts';
import type { Model } from './open-model.ts';

/** The registry where a model's versions live, opened with the input `token`. */
export function openRegistry(step: Step<'token'>, model: Model): Registry {
  const type = model.config.registry?.type ?? 'releases';
  const found = registries.find((candidate) => candidate.type === type);
  if (found === undefined) throw new TypeError(`There is no registry ${type}.`);
  const { owner, repo, serverUrl, apiUrl, workflow } = step.job;
  return found.open({
    owner,
    repo,
    serverUrl,
    apiUrl,
    token: step.input('token'),
    runId: workflow?.runId ?? 0,
    now: () => step.now(),
  });
}
