import { dispatchInputs } from '../dispatch-inputs.ts';
import { onDefaultBranch } from '../default-branch-trigger.ts';
import { startWorkflows } from '../hub.ts';
import { findWorkflow } from '../json/workflow.ts';
import { empty, found, HttpError, invalid, type Route, text } from '../route.ts';
import type { Repository } from '../state.ts';

/** Events that somebody sends on purpose, to start workflows. */
export const dispatches = [
  {
    method: 'POST',
    path: '/repos/:owner/:repo/dispatches',
    need: { permission: 'contents', level: 'write' },
    async handle({ hub, repository, actor, account, body }) {
      const action = text(body, 'event_type') ?? '';
      const clientPayload = body['client_payload'] ?? {};
      const payload = hub.webhooks.send(repository, account, {
        name: 'repository_dispatch',
        payload: { action, branch: repository.defaultBranch, client_payload: clientPayload },
      });
      const told = { event: 'repository_dispatch', action, actor: account.login, payload } as const;
      startWorkflows(hub, actor, await onDefaultBranch(repository, told));
      return empty();
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/actions/workflows/:workflow/dispatches',
    need: { permission: 'actions', level: 'write' },
    async handle({ hub, repository, actor, account, body, param }) {
      if (body['return_run_details'] === true) {
        throw new HttpError(501, 'The embedded GitHub does not return the details of the run.');
      }
      const { fullName } = repository;
      const { path } = found(await findWorkflow(repository, param('workflow')));
      const { ref, sha, name } = await dispatchedRef(repository, text(body, 'ref') ?? '');
      const file = (await repository.git.read(`${sha}:${path}`))?.bytes.toString('utf8') ?? null;
      if (file === null) throw invalid(`${path} is not on ${name}`);
      const inputs = dispatchInputs(file, body['inputs']);
      const payload = hub.webhooks.send(repository, account, {
        name: 'workflow_dispatch',
        payload: { inputs, ref, workflow: path },
      });
      startWorkflows(hub, actor, {
        event: 'workflow_dispatch',
        repository: fullName,
        ref,
        sha,
        headSha: sha,
        headBranch: name,
        headRepository: fullName,
        actor: account.login,
        payload,
        changedFiles: [],
        workflow: path,
        inputs,
      });
      return empty();
    },
  },
] as const satisfies readonly Route[];

/** The branch, else the tag, that is meant, whole or by its short name. */
async function dispatchedRef(
  { git }: Repository,
  given: string,
): Promise<{ readonly ref: string; readonly sha: string; readonly name: string }> {
  const name = given.replace(/^refs\/(heads|tags)\//, '');
  for (const ref of [`refs/heads/${name}`, `refs/tags/${name}`]) {
    if (given !== name && given !== ref) continue;
    const sha = await git.resolve(ref, 'commit');
    if (sha !== null) return { ref, sha, name };
  }
  throw invalid(`No ref found for: ${given}`);
}
