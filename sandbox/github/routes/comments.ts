import { appOfActor } from '../actions-app.ts';
import { onDefaultBranch } from '../default-branch-trigger.ts';
import { isHeard, startWorkflows } from '../hub.ts';
import { commentJson } from '../json/comment.ts';
import { issueJson } from '../json/issue.ts';
import { created, empty, found, HttpError, invalid, json, list } from '../route.ts';
import { type Request, type Route, text } from '../route.ts';
import { mayWrite } from '../standing.ts';
import { type Comment, type Issue, timestamp } from '../state.ts';

const permission = ['issues', 'pull_requests'] as const;
const read = { permission, level: 'read' } as const;
/** Who reads a repository may comment; whose comment may be changed is asked in the route. */
const write = { permission, level: 'write', person: 'read' } as const;

/** What GitHub stores of one text. */
const longestBody = 65_536;

/** Comments on issues, and on the conversations of pull requests. */
export const comments = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/:number/comments',
    need: read,
    handle({ state, repository, id, query }) {
      const issue = found(repository.issues.get(id('number')));
      const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
      return list(
        [...repository.comments.values()]
          .filter((comment) => comment.issue === issue.number)
          .filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
          .map((comment) => commentJson(state, repository, issue, comment)),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/issues/:number/comments',
    need: write,
    async handle(request) {
      const { state, repository, actor, account, id } = request;
      const issue = found(repository.issues.get(id('number')));
      const now = timestamp(state);
      const comment: Comment = {
        id: state.nextId(),
        issue: issue.number,
        author: account,
        createdAt: now,
        updatedAt: now,
        app: appOfActor(state, actor),
        body: bodyOf(request),
        reactions: [],
      };
      repository.comments.set(comment.id, comment);
      issue.updatedAt = now;
      await tell(request, issue, comment, { action: 'created' });
      return created(commentJson(state, repository, issue, comment));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/comments/:comment',
    need: read,
    handle(request) {
      const { issue, comment } = named(request);
      return json(commentJson(request.state, request.repository, issue, comment));
    },
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/issues/comments/:comment',
    need: write,
    async handle(request) {
      const { state, repository } = request;
      const { issue, comment } = changeable(request);
      const from = comment.body;
      const body = bodyOf(request);
      if (body !== from) {
        comment.body = body;
        comment.updatedAt = timestamp(state);
        issue.updatedAt = comment.updatedAt;
        await tell(request, issue, comment, { action: 'edited', changes: { body: { from } } });
      }
      return json(commentJson(state, repository, issue, comment));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/:owner/:repo/issues/comments/:comment',
    need: write,
    async handle(request) {
      const { issue, comment } = changeable(request);
      request.repository.comments.delete(comment.id);
      await tell(request, issue, comment, { action: 'deleted' });
      return empty();
    },
  },
] as const satisfies readonly Route[];

/** The text, or a 422 for one that is blank or longer than GitHub takes. */
function bodyOf({ body }: Request): string {
  const value = text(body, 'body') ?? '';
  if (value.trim() === '') throw refusal('unprocessable', 'Body cannot be blank');
  if (Array.from(value).length > longestBody) {
    throw refusal('custom', `body is too long (maximum is ${longestBody} characters)`);
  }
  return value;
}

function refusal(code: string, message: string): HttpError {
  return invalid('Validation Failed', [{ resource: 'IssueComment', code, field: 'body', message }]);
}

function named({ repository, id }: Request): { readonly issue: Issue; readonly comment: Comment } {
  const comment = found(repository.comments.get(id('comment')));
  return { comment, issue: found(repository.issues.get(comment.issue)) };
}

/** A comment that the actor may change: their own, or any with write access. */
function changeable(request: Request): { readonly issue: Issue; readonly comment: Comment } {
  const found = named(request);
  const isOwn = found.comment.author === request.account;
  if (isOwn || mayWrite(request.actor, request.repository, permission)) return found;
  throw new HttpError(403, 'Must have push access to repository');
}

async function tell(
  { hub, state, repository, actor, account }: Request,
  issue: Issue,
  comment: Comment,
  about: Readonly<Record<string, unknown>> & { readonly action: string },
): Promise<void> {
  const payload = hub.webhooks.send(repository, account, {
    name: 'issue_comment',
    payload: {
      ...about,
      issue: issueJson(state, repository, issue),
      comment: commentJson(state, repository, issue, comment),
    },
  });
  if (!isHeard(hub)) return;
  const { action } = about;
  const told = { event: 'issue_comment', action, actor: account.login, payload } as const;
  startWorkflows(hub, actor, await onDefaultBranch(repository, told));
}
