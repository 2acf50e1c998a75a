import { nodeId } from '../node-id.ts';
import { enableAutoMerge } from '../pulls/auto-merge.ts';
import { openPulls, type PullIssue } from '../pulls/pull-issue.ts';
import { HttpError, json, type Reply, type Request, type Route, text } from '../route.ts';
import { mayWrite } from '../standing.ts';
import type { Repository } from '../state.ts';

type Answer = (request: Request, variables: Variables) => Reply | Promise<Reply>;
type Variables = Readonly<Record<string, unknown>>;

/** The documents that are answered, without spaces and names. */
const answers: Readonly<Record<string, Answer>> = {
  // REST tells whose a token is of people's tokens only; this of an installation's and a job's too.
  '{viewer{login}}': ({ account }) => json({ data: { viewer: { login: account.login } } }),
  '($owner:String!,$name:String!){repository(owner:$owner,name:$name){autoMergeAllowedviewerDefaultMergeMethod}}':
    ({ state }, { owner, name }) => {
      const repository = state.repositories.get(`${String(owner)}/${String(name)}`);
      if (repository === undefined)
        return refused('NOT_FOUND', 'Could not resolve to a Repository');
      const { allowsAutoMerge: autoMergeAllowed } = repository;
      return json({
        data: { repository: { autoMergeAllowed, viewerDefaultMergeMethod: 'MERGE' } },
      });
    },
  '($input:EnablePullRequestAutoMergeInput!){enablePullRequestAutoMerge(input:$input){clientMutationId}}':
    (request, { input }) =>
      onPull(request, input, async (repository, issue) => {
        const problem = await enableAutoMerge(repository, issue, request.account, fieldsOf(input));
        return problem === null
          ? json({ data: { enablePullRequestAutoMerge: { clientMutationId: null } } })
          : refused('UNPROCESSABLE', problem);
      }),
  '($input:DisablePullRequestAutoMergeInput!){disablePullRequestAutoMerge(input:$input){clientMutationId}}':
    (request, { input }) =>
      onPull(request, input, (_, { pull }) => {
        pull.autoMerge = null;
        return json({ data: { disablePullRequestAutoMerge: { clientMutationId: null } } });
      }),
};

/** The questions of GraphQL that are answered: what REST does not tell or do. */
export const graphql = [
  {
    method: 'POST',
    path: '/api/graphql',
    need: 'token',
    web: true,
    handle(request) {
      const { body } = request;
      const query = (text(body, 'query') ?? '')
        .replace(/^\s*(?:query|mutation)\b/, '')
        .replaceAll(/\s/g, '');
      const answer = Object.hasOwn(answers, query) ? answers[query] : undefined;
      if (answer === undefined) {
        throw new HttpError(
          501,
          `The embedded GitHub answers no GraphQL but ${Object.keys(answers).join(' and ')}.`,
        );
      }
      return answer(request, fieldsOf(body['variables']));
    },
  },
] as const satisfies readonly Route[];

/** Acts on the open pull request that an input names by its node id, where the actor may merge it. */
function onPull(
  { state, actor }: Request,
  input: unknown,
  act: (repository: Repository, issue: PullIssue) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const id = fieldsOf(input)['pullRequestId'];
  for (const repository of state.repositories.values()) {
    const issue = openPulls(repository).find(({ pull }) => nodeId('PullRequest', pull.id) === id);
    if (issue === undefined) continue;
    const may = ['pull_requests', 'contents'].every((one) => mayWrite(actor, repository, [one]));
    return may
      ? act(repository, issue)
      : refused('FORBIDDEN', 'Resource not accessible by integration');
  }
  return refused('NOT_FOUND', 'Could not resolve to a node');
}

/** GraphQL's refusals have the status 200. */
function refused(type: string, message: string): Reply {
  return json({ data: null, errors: [{ type, path: [], message }] });
}

function fieldsOf(value: unknown): Variables {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
