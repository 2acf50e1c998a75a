import { artifactJson, isExpired } from '../json/artifact.ts';
import { artifactAddress } from '../results/artifact-address.ts';
import { found, HttpError, json, list, type Reply, type Request, type Route } from '../route.ts';
import type { Artifact } from '../state.ts';

const need = { permission: 'actions', level: 'read' } as const;
const actions = '/repos/:owner/:repo/actions';

/** `/repos/{owner}/{repo}/actions/artifacts`, of a repository and of one run. */
export const workflowArtifacts = [
  {
    method: 'GET',
    path: `${actions}/artifacts`,
    need,
    handle: (request) => artifactList(request, [...request.repository.artifacts.values()]),
  },
  {
    method: 'GET',
    path: `${actions}/runs/:id/artifacts`,
    need,
    handle(request) {
      const run = found(request.repository.runs.get(request.id('id')));
      const artifacts = [...request.repository.artifacts.values()];
      return artifactList(
        request,
        artifacts.filter((artifact) => artifact.runId === run.id),
      );
    },
  },
  {
    method: 'GET',
    path: `${actions}/artifacts/:id`,
    need,
    handle: (request) => json(artifactJson(request.state, request.repository, artifactOf(request))),
  },
  {
    method: 'GET',
    path: `${actions}/artifacts/:id/zip`,
    need,
    async handle(request) {
      // Bytes are for those with an account, also in a public repository: this throws where there is none.
      void request.account;
      const artifact = artifactOf(request);
      if (isExpired(request.state, artifact)) throw new HttpError(410, 'Artifact has expired');
      return { kind: 'redirect', location: await artifactAddress(request.state, artifact) };
    },
  },
] as const satisfies readonly Route[];

function artifactOf(request: Request): Artifact {
  return found(request.repository.artifacts.get(request.id('id')));
}

/** Newest first; `name` must fit exactly. */
function artifactList(
  { state, repository, query }: Request,
  artifacts: readonly Artifact[],
): Reply {
  const name = query.get('name');
  return list(
    artifacts
      .filter((artifact) => name === null || artifact.name === name)
      .toReversed()
      .map((artifact) => artifactJson(state, repository, artifact)),
    'artifacts',
  );
}
