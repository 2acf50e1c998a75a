import { expect, test } from 'vitest';
import { createMatcher } from '../../../sandbox/openapi/match.ts';
import { operations } from '../../../sandbox/openapi/operations.ts';

const match = createMatcher(operations);
const common = { owner: 'acme', repo: 'bike' };

test.each([
  ['/contents/a%2Fb.yml', '/contents/{path}', { path: 'a/b.yml' }],
  ['/contents/a/b.yml', '/contents/{path}', { path: 'a/b.yml' }],
  ['/contents/', '/contents/{path}', { path: '' }],
  ['/git/ref/heads/feature/x', '/git/ref/{ref}', { ref: 'heads/feature/x' }],
  ['/git/ref/heads%2Ffeature%2Fx', '/git/ref/{ref}', { ref: 'heads/feature/x' }],
  ['/branches/feature/x', '/branches/{branch}', { branch: 'feature/x' }],
  ['/compare/main...feature/x', '/compare/{basehead}', { basehead: 'main...feature/x' }],
  ['/commits/feature/x', '/commits/{ref}', { ref: 'feature/x' }],
  ['/commits/feature/x/check-runs', '/commits/{ref}/check-runs', { ref: 'feature/x' }],
  ['/releases/latest', '/releases/latest', {}],
  ['/releases/12', '/releases/{release_id}', { release_id: '12' }],
  ['/releases/tags/bike@v1.0.0', '/releases/tags/{tag}', { tag: 'bike@v1.0.0' }],
  ['/releases/assets/4', '/releases/assets/{asset_id}', { asset_id: '4' }],
  ['/issues/comments/4', '/issues/comments/{comment_id}', { comment_id: '4' }],
])('finds the operation of %s', (path, template, parameters) => {
  expect(match('get', `/repos/acme/bike${path}`)).toEqual({
    name: `GET /repos/{owner}/{repo}${template}`,
    parameters: { ...common, ...parameters },
  });
});

test('finds none for another method, a longer or a shorter path', () => {
  expect(match('DELETE', '/repos/acme/bike')).toBeNull();
  expect(match('GET', '/repos/acme/bike/pulls/1/files/2')).toBeNull();
  expect(match('GET', '/repos/acme')).toBeNull();
});
