import { expect, test } from 'vitest';
import { createValidator } from '../../../sandbox/openapi/validate.ts';

const validator = createValidator();

function response(method: string, path: string, status: number, body?: unknown): string | null {
  return validator.response({ method, path: `/repos/acme/bike${path}`, status, body });
}

const label = {
  id: 1,
  node_id: 'LA_1',
  url: 'http://127.0.0.1:1/repos/acme/bike/labels/drift',
  name: 'drift',
  color: 'd73a4a',
  default: false,
  description: null,
};

test('accepts a response as GitHub documents it', () => {
  expect(response('GET', '/labels/drift', 200, label)).toBeNull();
  expect(response('GET', '/issues/3/labels', 200, [label])).toBeNull();
});

test('refuses a response that lacks a required field', () => {
  const { color: _, ...rest } = label;
  expect(response('GET', '/issues/3/labels', 200, [label, rest])).toBe(
    '200 of GET /repos/{owner}/{repo}/issues/{issue_number}/labels: body[1] lacks color.',
  );
});

test('refuses null where the description does not have it', () => {
  expect(response('GET', '/labels/drift', 200, { ...label, name: null })).toContain(
    'body.name is null, not of type string',
  );
});

test('refuses an address that is none, but an empty one is as GitHub writes it', () => {
  expect(response('GET', '/labels/drift', 200, { ...label, url: 'drift' })).toContain('body.url');
  expect(response('GET', '/labels/drift', 200, { ...label, url: '' })).toBeNull();
});

test('names what the nearest alternative lacks', () => {
  const file = { type: 'file', encoding: 'base64', size: 1, name: 'a', path: 'a', sha: 'b' };
  const problem = response('GET', '/contents/a', 200, { ...file, content: 'YQ==' });
  expect(problem).toContain('body lacks _links');
  expect(problem).not.toContain('not of type array');
});

test('refuses a status that is not documented', () => {
  expect(response('GET', '/labels/drift', 202, label)).toBe(
    '202 of GET /repos/{owner}/{repo}/labels/{name}: the status is not documented.',
  );
  expect(response('GET', '/labels/drift', 422, {})).not.toBeNull();
});

test.each([304, 401, 403, 404, 429, 500, 503])('accepts the status %i of any GET', (status) => {
  expect(response('GET', '/labels/drift', status)).toBeNull();
});

test('accepts 422 of a check run that GitHub refuses, though only success is described', () => {
  expect(response('POST', '/check-runs', 422, { message: 'Invalid request.' })).toBeNull();
});

test('refuses a body where none is documented', () => {
  expect(response('DELETE', '/issues/comments/5', 204)).toBeNull();
  expect(response('DELETE', '/issues/comments/5', 204, { ok: true })).toContain(
    'a body is not documented',
  );
});

test('refuses a redirect without the documented Location', () => {
  const redirect = {
    method: 'GET',
    path: '/repos/acme/bike/actions/artifacts/5/zip',
    status: 302,
    body: undefined,
  };
  expect(validator.response({ ...redirect, headers: new Headers() })).toContain(
    'the header Location is missing',
  );
  const headers = new Headers({ location: 'http://127.0.0.1:1/blob' });
  expect(validator.response({ ...redirect, headers })).toBeNull();
});
