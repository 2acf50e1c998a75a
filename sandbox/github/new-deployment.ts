import { requiredChecksMissing } from './required-checks.ts';
import { HttpError, invalid, type Request, text } from './route.ts';
import { type Deployment, type Repository, timestamp } from './state.ts';

/** Makes the deployment that a body asks for, and its environment. Throws 409 where a required context is missing. */
export async function newDeployment({
  state,
  repository,
  account,
  body,
}: Request): Promise<Deployment> {
  const ref = text(body, 'ref') ?? '';
  const sha = await repository.git.resolve(ref, 'commit');
  if (sha === null) throw invalid(`No ref found for: ${ref}`);
  if (body['auto_merge'] !== false) await requireUpToDate(repository, ref, sha);
  requireContexts(repository, ref, sha, body['required_contexts']);
  const environment = text(body, 'environment') ?? 'production';
  const createdAt = timestamp(state);
  const deployment: Deployment = {
    id: state.nextId(),
    sha,
    ref,
    task: text(body, 'task') ?? 'deploy',
    environment,
    description: text(body, 'description') ?? '',
    payload: body['payload'] ?? {},
    creator: account,
    createdAt,
    statuses: [],
  };
  repository.deployments.set(deployment.id, deployment);
  if (!repository.environments.has(environment)) {
    const id = state.nextId();
    repository.environments.set(environment, { id, name: environment, createdAt });
  }
  return deployment;
}

/** Without `auto_merge: false` GitHub merges the default branch into a branch that lacks some of it. This one can't. */
async function requireUpToDate(
  { git, defaultBranch }: Repository,
  ref: string,
  sha: string,
): Promise<void> {
  const isBranch = (await git.resolve(`refs/heads/${ref}`, 'commit')) !== null;
  const args = ['merge-base', '--is-ancestor', `refs/heads/${defaultBranch}`, sha];
  if (!isBranch || (await git.maybe(args)) !== null) return;
  throw new HttpError(
    501,
    `${ref} lacks commits of ${defaultBranch}, and the embedded GitHub does not merge for a deployment. Send "auto_merge": false.`,
  );
}

/** Contexts that are not given are all that the commit has; an empty list asks for none. */
function requireContexts(repository: Repository, ref: string, sha: string, given: unknown): void {
  const contexts = Array.isArray(given) ? given.map(String) : contextsAt(repository, sha);
  const missing = requiredChecksMissing(repository, sha, contexts);
  if (missing.length === 0) return;
  throw new HttpError(409, `Conflict: Commit status checks failed for ${ref}.`, [
    {
      contexts: missing.map((context) => ({ context, state: 'pending' })),
      resource: 'Deployment',
      field: 'required_contexts',
      code: 'invalid',
    },
  ]);
}

function contextsAt(repository: Repository, sha: string): readonly string[] {
  const runs = [...repository.checkRuns.values()].filter(({ headSha }) => headSha === sha);
  const statuses = repository.statuses.filter((status) => status.sha === sha);
  return [...new Set([...runs.map(({ name }) => name), ...statuses.map(({ context }) => context)])];
}
