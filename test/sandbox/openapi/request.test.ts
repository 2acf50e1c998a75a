import { expect, test } from 'vitest';
import { createValidator } from '../../../sandbox/openapi/validate.ts';

const validator = createValidator();
const repository = '/repos/acme/bike';

function request(method: string, path: string, body?: unknown, query = ''): string | null {
  return validator.request({ method, path, query: new URLSearchParams(query), body });
}

const checkRun = {
  name: 'assay',
  head_sha: 'a'.repeat(40),
  status: 'completed',
  conclusion: 'success',
  output: {
    title: 'One model is better',
    summary: 'Details.',
    annotations: [
      {
        path: 'train.py',
        start_line: 1,
        end_line: 1,
        annotation_level: 'warning',
        message: 'Old.',
      },
    ],
  },
  actions: [{ label: 'Retrain', description: 'Trains again', identifier: 'retrain' }],
};

test('accepts a request as GitHub documents it', () => {
  expect(request('POST', `${repository}/check-runs`, checkRun)).toBeNull();
});

test.each([
  ['GET', '/contents/.github%2Fassay.yml', undefined, 'ref=main'],
  ['GET', '/contents/', undefined, ''],
  ['GET', '/pulls', undefined, 'state=open&head=acme:better&per_page=100&page=2'],
  ['PUT', '/pulls/3/merge', '', ''],
  ['PUT', '/pulls/3/merge', { sha: 'a'.repeat(40), merge_method: 'squash' }, ''],
  ['POST', '/issues/3/labels', { labels: ['drift'] }, ''],
  ['POST', '/dispatches', { event_type: 'assay-drift', client_payload: { any: { key: 1 } } }, ''],
  ['POST', '/actions/workflows/ml.yml/dispatches', { ref: 'main', inputs: { model: 'bike' } }, ''],
  [
    'POST',
    '/deployments',
    { ref: 'main', payload: { version: 'v1.0.0' }, required_contexts: [] },
    '',
  ],
  ['POST', '/git/trees', { tree: [{ path: 'a', mode: '100644', type: 'blob', sha: null }] }, ''],
  ['POST', '/releases/7/assets', undefined, 'name=model.tar.gz'],
])('accepts %s %s', (method, path, body, query) => {
  expect(request(method, `${repository}${path}`, body, query)).toBeNull();
});

test('refuses a misspelt key and names the nearest, also inside an object', () => {
  const { conclusion, ...rest } = checkRun;
  expect(request('POST', `${repository}/check-runs`, { ...rest, conclusoin: conclusion })).toBe(
    'POST /repos/{owner}/{repo}/check-runs: body.conclusoin is not documented (nearest: conclusion).',
  );
  const output = { ...checkRun.output, sumary: 'Details.' };
  expect(request('POST', `${repository}/check-runs`, { ...checkRun, output })).toContain(
    'body.output.sumary is not documented (nearest: summary)',
  );
});

test('refuses an unknown key where the description leaves additional properties open', () => {
  expect(
    request('PATCH', `${repository}/check-runs/1`, {
      status: 'completed',
      conclusion: 'failure',
      mood: 1,
    }),
  ).toContain('body.mood is not documented');
});

test('refuses a conclusion that does not exist and lists those that do', () => {
  const problem = request('POST', `${repository}/check-runs`, { ...checkRun, conclusion: 'faild' });
  expect(problem).toContain('body.conclusion is "faild", not one of');
  expect(problem).toContain('"failure"');
});

test('refuses a completed check run without a conclusion when it is updated', () => {
  expect(request('PATCH', `${repository}/check-runs/1`, { status: 'completed' })).toBe(
    'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}: body lacks conclusion.',
  );
});

test("refuses an action's label of more than 20 characters", () => {
  const actions = [{ label: 'Train the model once more', description: '', identifier: 'retrain' }];
  expect(request('POST', `${repository}/check-runs`, { ...checkRun, actions })).toBe(
    'POST /repos/{owner}/{repo}/check-runs: body.actions[0].label has 25 characters, at most 20 are documented.',
  );
});

test('refuses more than 50 annotations in one request', () => {
  const annotations = Array.from({ length: 51 }, () => checkRun.output.annotations[0]);
  const output = { ...checkRun.output, annotations };
  expect(request('POST', `${repository}/check-runs`, { ...checkRun, output })).toContain(
    'body.output.annotations',
  );
});

test('refuses an unknown query parameter, and a value that a known one does not take', () => {
  expect(request('GET', `${repository}/pulls`, undefined, 'pagee=2')).toBe(
    'GET /repos/{owner}/{repo}/pulls: query.pagee is not documented (nearest: page).',
  );
  expect(request('GET', `${repository}/pulls`, undefined, 'state=opened&per_page=many')).toBe(
    'GET /repos/{owner}/{repo}/pulls: query.state is "opened", not one of "open", "closed", "all"; query.per_page is "many", not of type integer.',
  );
  expect(request('POST', `${repository}/releases/7/assets`)).toContain('query lacks name');
});

test('refuses a path that GitHub does not have', () => {
  expect(request('GET', `${repository}/check-run/1`)).toContain(
    'GET /repos/acme/bike/check-run/1 is not documented',
  );
});

test('refuses a number in the path that is none', () => {
  expect(request('GET', `${repository}/issues/undefined`)).toContain(
    'path.issue_number is "undefined", not of type integer',
  );
});

test('refuses a body that is missing, and one where none is documented', () => {
  expect(request('POST', `${repository}/check-runs`)).toContain('the body is missing');
  expect(request('GET', repository, { page: 1 })).toContain('a body is not documented');
});
