import { labelIssue, labelNames, unlabelIssue } from '../issue-labels.ts';
import { accountJson } from '../json/account.ts';
import { issueJson } from '../json/issue.ts';
import { labelOf } from '../json/label.ts';
import { tellPull } from '../pulls/follow.ts';
import { isPull } from '../pulls/pull-issue.ts';
import { created, found, HttpError, invalid, json, list } from '../route.ts';
import { type Request, type Route, text } from '../route.ts';
import { mayWrite } from '../standing.ts';
import { type Issue, type Repository, timestamp } from '../state.ts';

const permission = ['issues', 'pull_requests'] as const;
const read = { permission, level: 'read' } as const;

/** `/repos/{owner}/{repo}/issues`; every pull request is one of them. */
export const issues = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues',
    need: read,
    handle: ({ state, repository, query }) =>
      list(selected(repository, query).map((issue) => issueJson(state, repository, issue))),
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/issues',
    need: { permission: 'issues', level: 'write', person: 'read' },
    handle(request) {
      const { state, repository, actor, account, body } = request;
      const now = timestamp(state);
      const title = titleOf(body['title']);
      const words = bodyOf(body['body']);
      // Who may not label may still open an issue; GitHub drops the labels then.
      const names = mayWrite(actor, repository, permission) ? labelNames(body['labels']) : [];
      for (const name of names) {
        labelOf(state, repository, name, { color: 'ededed', description: null });
      }
      repository.lastNumber += 1;
      const issue: Issue = {
        id: state.nextId(),
        number: repository.lastNumber,
        author: account,
        createdAt: now,
        updatedAt: now,
        closedAt: null,
        closedBy: null,
        title,
        body: words,
        state: 'open',
        labels: new Set(names),
        pull: null,
      };
      repository.issues.set(issue.number, issue);
      return created(issueJson(state, repository, issue));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/:number',
    need: read,
    handle({ state, repository, id }) {
      const issue = found(repository.issues.get(id('number')));
      const { closedBy } = issue;
      return json({
        ...issueJson(state, repository, issue),
        closed_by: closedBy === null ? null : accountJson(state, closedBy),
      });
    },
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/issues/:number',
    need: { permission, level: 'write', person: 'read' },
    async handle(request) {
      const { state, repository, actor, account, id } = request;
      const issue = found(repository.issues.get(id('number')));
      if (issue.author !== account && !mayWrite(actor, repository, permission)) {
        throw new HttpError(403, 'Must have admin rights to Repository.');
      }
      await update(request, issue);
      return json(issueJson(state, repository, issue));
    },
  },
] as const satisfies readonly Route[];

/** The issues that a query asks for: open ones, newest first, where it doesn't say. */
function selected(repository: Repository, query: URLSearchParams): readonly Issue[] {
  const state = query.get('state') ?? 'open';
  const creator = query.get('creator');
  const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const since = Date.parse(query.get('since') ?? '1970-01-01T00:00:00Z');
  const issues = [...repository.issues.values()]
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => creator === null || issue.author.login === creator)
    .filter((issue) => labels.every((name) => issue.labels.has(name)))
    .filter((issue) => Date.parse(issue.updatedAt) >= since);
  const keys = {
    created: (issue: Issue) => Date.parse(issue.createdAt),
    updated: (issue: Issue) => Date.parse(issue.updatedAt),
    comments: ({ number }: Issue) =>
      [...repository.comments.values()].filter((comment) => comment.issue === number).length,
  };
  const sort = query.get('sort');
  const key = keys[sort === 'updated' || sort === 'comments' ? sort : 'created'];
  const rising = issues.toSorted((a, b) => key(a) - key(b) || a.number - b.number);
  return query.get('direction') === 'asc' ? rising : rising.toReversed();
}

async function update(request: Request, issue: Issue): Promise<void> {
  const { hub, state, repository, actor, account, body } = request;
  const title = body['title'];
  const wanted = text(body, 'state');
  if (wanted === 'open' && issue.pull?.merged) throw invalid('Validation Failed');
  if (title !== undefined && title !== null) issue.title = titleOf(title);
  if (body['body'] !== undefined) issue.body = bodyOf(body['body']);
  issue.updatedAt = timestamp(state);
  if (Array.isArray(body['labels'])) {
    const names = labelNames(body['labels']);
    const gone = [...issue.labels].filter((name) => !names.includes(name));
    await unlabelIssue(hub, repository, account, issue, gone);
    await labelIssue(hub, repository, actor, account, issue, names);
  }
  if (isPull(issue) && (title !== undefined || body['body'] !== undefined)) {
    await tellPull(hub, repository, actor, account, issue, 'edited', { changes: {} });
  }
  if ((wanted !== 'open' && wanted !== 'closed') || wanted === issue.state) return;
  issue.state = wanted;
  issue.closedAt = wanted === 'closed' ? issue.updatedAt : null;
  issue.closedBy = wanted === 'closed' ? account : null;
  if (!isPull(issue)) return;
  const action = wanted === 'closed' ? 'closed' : 'reopened';
  await tellPull(hub, repository, actor, account, issue, action);
}

function titleOf(title: unknown): string {
  const value = typeof title === 'string' || typeof title === 'number' ? String(title) : '';
  if (value.trim() !== '') return value;
  throw invalid('Validation Failed', [
    { resource: 'Issue', code: 'missing_field', field: 'title' },
  ]);
}

function bodyOf(body: unknown): string | null {
  if (typeof body !== 'string') return null;
  if (Array.from(body).length <= 65_536) return body;
  const message = 'body is too long (maximum is 65536 characters)';
  throw invalid('Validation Failed', [
    { resource: 'Issue', code: 'custom', field: 'body', message },
  ]);
}
