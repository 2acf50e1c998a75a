import { labelJson, labelOf, labelsOfIssue } from '../json/label.ts';
import { labelIssue, labelNames, unlabelIssue } from '../issue-labels.ts';
import {
  created,
  empty,
  found,
  HttpError,
  invalid,
  json,
  list,
  type Route,
  text,
} from '../route.ts';

const ofIssue = '/repos/:owner/:repo/issues/:number/labels';
const permission = ['issues', 'pull_requests'] as const;
const read = { permission, level: 'read' } as const;
const write = { permission, level: 'write', person: 'triage' } as const;

/** `/repos/{owner}/{repo}/labels`, and the labels of one issue or pull request. */
export const labels = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/labels',
    need: read,
    handle: ({ state, repository }) =>
      list([...repository.labels.values()].map((label) => labelJson(state, repository, label))),
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/labels',
    need: { permission, level: 'write' },
    handle({ state, repository, body }) {
      const name = text(body, 'name') ?? '';
      if (repository.labels.has(name)) {
        throw invalid('Validation Failed', [
          { resource: 'Label', code: 'already_exists', field: 'name' },
        ]);
      }
      const label = labelOf(state, repository, name, {
        color: text(body, 'color') ?? 'ededed',
        description: text(body, 'description'),
      });
      return created(labelJson(state, repository, label));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/labels/:name',
    need: read,
    handle: ({ state, repository, param }) =>
      json(labelJson(state, repository, found(repository.labels.get(param('name'))))),
  },
  {
    method: 'GET',
    path: ofIssue,
    need: read,
    handle: ({ state, repository, id }) =>
      list(labelsOfIssue(state, repository, found(repository.issues.get(id('number'))))),
  },
  {
    method: 'POST',
    path: ofIssue,
    need: write,
    async handle({ hub, state, repository, actor, account, id, body }) {
      const issue = found(repository.issues.get(id('number')));
      await labelIssue(hub, repository, actor, account, issue, labelNames(body['labels']));
      return json(labelsOfIssue(state, repository, issue));
    },
  },
  {
    method: 'DELETE',
    path: ofIssue,
    need: write,
    async handle({ hub, repository, account, id }) {
      const issue = found(repository.issues.get(id('number')));
      await unlabelIssue(hub, repository, account, issue, [...issue.labels]);
      return empty();
    },
  },
  {
    method: 'DELETE',
    path: `${ofIssue}/:name`,
    need: write,
    async handle({ hub, state, repository, account, id, param }) {
      const issue = found(repository.issues.get(id('number')));
      const name = param('name');
      if (!issue.labels.has(name)) throw new HttpError(404, 'Label does not exist');
      await unlabelIssue(hub, repository, account, issue, [name]);
      return json(labelsOfIssue(state, repository, issue));
    },
  },
] as const satisfies readonly Route[];
