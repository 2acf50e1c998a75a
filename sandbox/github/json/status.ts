import { nodeId } from '../node-id.ts';
import type { CommitStatus, Repository, State } from '../state.ts';
import { accountJson } from './account.ts';
import { repositoryUrl } from './repository.ts';

/** A commit's status in the combined status, which says nothing of who set it. */
export function simpleStatusJson(
  state: State,
  repository: Repository,
  status: CommitStatus,
): Record<string, unknown> {
  return {
    url: `${repositoryUrl(state, repository)}/statuses/${status.sha}`,
    avatar_url: `${state.url}/avatars/${status.creator.id}`,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

/** A commit's status as the list of all shows it. */
export function statusJson(
  state: State,
  repository: Repository,
  status: CommitStatus,
): Record<string, unknown> {
  return {
    ...simpleStatusJson(state, repository, status),
    creator: accountJson(state, status.creator),
  };
}
