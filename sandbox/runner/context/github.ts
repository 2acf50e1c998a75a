import type { RunFacts } from '../run/facts.ts';

/** Where one job runs. */
export interface JobPlace {
  readonly jobId: string;
  readonly token: string;
  readonly workspace: string;
  readonly eventPath: string;
}

function refParts(ref: string): { readonly name: string; readonly type: string } {
  if (ref.startsWith('refs/tags/')) return { name: ref.slice('refs/tags/'.length), type: 'tag' };
  return { name: ref.replace(/^refs\/(heads|pull)\//, ''), type: 'branch' };
}

function idOf(payload: Readonly<Record<string, unknown>>, key: string): string {
  const part = payload[key];
  return typeof part === 'object' && part !== null && 'id' in part ? String(part.id) : '';
}

/** The `github` context of a job, without what belongs to one step. */
export function githubContext(facts: RunFacts, place: JobPlace): Record<string, unknown> {
  const { trigger, workflow, run } = facts;
  const { addresses } = facts.settings;
  const { name, type } = refParts(trigger.ref);
  const pullRequest = trigger.event === 'pull_request' || trigger.event === 'pull_request_target';
  return {
    token: place.token,
    job: place.jobId,
    ref: trigger.ref,
    sha: trigger.sha,
    ref_name: name,
    ref_type: type,
    ref_protected: false,
    repository: trigger.repository,
    repository_owner: trigger.repository.split('/')[0] ?? '',
    repository_id: idOf(trigger.payload, 'repository'),
    repositoryUrl: `${addresses.serverUrl.replace(/^https?/, 'git')}/${trigger.repository}.git`,
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(run.attempt),
    retention_days: '90',
    actor: trigger.actor,
    actor_id: idOf(trigger.payload, 'sender'),
    triggering_actor: trigger.actor,
    workflow: workflow.name,
    workflow_ref: `${trigger.repository}/${workflow.path}@${trigger.ref}`,
    workflow_sha: trigger.sha,
    head_ref: pullRequest ? trigger.headBranch : '',
    base_ref: pullRequest ? (trigger.baseRef ?? '') : '',
    event_name: trigger.event,
    event: trigger.payload,
    event_path: place.eventPath,
    server_url: addresses.serverUrl,
    api_url: addresses.apiUrl,
    graphql_url: `${addresses.gitUrl}/api/graphql`,
    workspace: place.workspace,
  };
}

/** Parts of the context that no environment variable repeats. */
const NOT_IN_ENVIRONMENT = new Set(['token', 'event', 'repositoryUrl']);

/** The `GITHUB_*` variables that repeat the context. */
export function githubEnvironment(
  context: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(context)
      .filter(([key]) => !NOT_IN_ENVIRONMENT.has(key))
      .map(([key, value]) => [`GITHUB_${key.toUpperCase()}`, String(value)]),
  );
}
