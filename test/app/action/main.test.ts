import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../../../app/dist/index.js', import.meta.url));

let folder: string;
let server: Server;
let apiUrl: string;

/** Just enough of GitHub to say who a token is. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-action-'));
  server = createServer((request, response) => {
    const known = request.headers.authorization === 'token good';
    const app = { id: 15_368, slug: 'github-actions' };
    const viewer = { data: { viewer: { login: 'github-actions[bot]' } } };
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
    const body = request.url === '/api/graphql' ? viewer : app;
    response.end(JSON.stringify(known ? body : { message: 'Bad credentials' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('No port.');
  apiUrl = `http://127.0.0.1:${address.port}/api/v3`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs the bundle as a step; gives what a person would see of it. */
async function step(event: string, payload: object, token = 'good') {
  const [eventPath, summary] = [join(folder, 'event.json'), join(folder, 'summary.md')];
  await writeFile(eventPath, JSON.stringify(payload));
  await writeFile(summary, '');
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      GITHUB_REPOSITORY: 'acme/bikes',
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_API_URL: apiUrl,
      GITHUB_STEP_SUMMARY: summary,
      INPUT_TOKEN: token,
    },
  });
  const [said, complained] = [text(child.stdout), text(child.stderr)];
  const [status] = (await once(child, 'exit')) as [number];
  const lines = (await said).split('\n').filter((line) => !/^(?:::debug::|$)/.test(line));
  return { status, lines, complained: await complained, summary: await readFile(summary, 'utf8') };
}

const repository = { default_branch: 'main' };

describe('the action', () => {
  it('succeeds where the event asks for nothing, and says so', async () => {
    const payload = { action: 'labeled', repository, pull_request: { number: 1 } };
    expect(await step('pull_request_target', payload)).toEqual({
      status: 0,
      lines: ['This event asks for nothing.'],
      complained: '',
      summary: 'Assay: this event asked for nothing.\n',
    });
  });

  it('fails with one sentence on an event of which it knows nothing', async () => {
    const { status, lines, complained } = await step('push', { repository });
    expect(status).toBe(1);
    expect(lines).toEqual([
      '::error title=Assay::This action has nothing to do on "push": start its workflow by deployment_status, issue_comment, merge_group, pull_request_target, repository_dispatch, workflow_run, schedule, workflow_dispatch, as the documented one is.',
    ]);
    expect(complained).toBe('');
  });

  it('fails with one sentence on a token that GitHub refuses', async () => {
    const { status, lines } = await step('workflow_run', { repository }, 'bad');
    expect(status).toBe(1);
    expect(lines).toEqual([
      '::error title=Assay::GitHub refuses `token` or `pull-request-token` (401): give one that has not expired.',
    ]);
  });

  it('has beside it the thread in which rules are evaluated', async () => {
    const worker = new Worker(join(dirname(main), 'rule-worker.js'), { env: {} });
    try {
      worker.postMessage({ kind: 'rule', when: '1 < 2' }, []);
      expect(await once(worker, 'message')).toEqual([{ kind: 'holds' }]);
    } finally {
      await worker.terminate();
    }
  });
});
