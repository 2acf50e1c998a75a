import { nodeId } from '../node-id.ts';
import type { Artifact, Repository, State } from '../state.ts';
import { repositoryUrl } from './repository.ts';

/** Whether an artifact's time is over: it is still listed, but its bytes are gone. */
export function isExpired(state: State, { expiresAt }: Artifact): boolean {
  return new Date(expiresAt) <= state.now();
}

/** An artifact as the API shows it. */
export function artifactJson(
  state: State,
  repository: Repository,
  artifact: Artifact,
): Record<string, unknown> {
  const url = `${repositoryUrl(state, repository)}/actions/artifacts/${artifact.id}`;
  const run = repository.runs.get(artifact.runId);
  const head = run === undefined ? undefined : state.repositories.get(run.trigger.headRepository);
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.bytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(state, artifact),
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: repository.id,
            head_repository_id: (head ?? repository).id,
            head_branch: run.trigger.headBranch,
            head_sha: run.trigger.headSha,
          },
  };
}
