import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readMlflowMetrics } from '../../../adapters/metric-files/index.ts';
import { temporaryFolder } from '../temporary.ts';

const token = 'dapi-secret-token';
const id = 'dcc6e8fb04004f6989b9b50c8d84c984';
const fast = { timeout: 2_000, waits: [1, 1] };

/** A real server on the loopback; its origin. */
async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function runAnswer(metrics: string, stage = 'active', runId = id): string {
  return `{"run": {"info": {"run_id": "${runId}", "lifecycle_stage": "${stage}"}, "data": {"metrics": [${metrics}]}}}`;
}

const loss = '{"key": "loss", "value": 0.25, "timestamp": 1795620021686, "step": 2}';

async function readFrom(origin: string, variables = {}, file = `${id}\n`) {
  const folder = await temporaryFolder({ 'out/run_id.txt': file });
  const config = { tracking_uri: origin, run: 'out/run_id.txt' };
  return readMlflowMetrics(folder, config, variables, fast);
}

/** The refusal of a server that always answers so. */
async function refusalOf(status: number, body = '', headers = {}): Promise<unknown> {
  const origin = await serving((_, response) => response.writeHead(status, headers).end(body));
  const error: unknown = await readFrom(origin, { MLFLOW_TRACKING_TOKEN: token }).catch(
    (thrown: unknown) => thrown,
  );
  const told = [String(error), JSON.stringify(error), String((error as Error).cause)].join();
  expect(told).not.toContain(token);
  return error;
}

describe('readMlflowMetrics', () => {
  it('asks for the run in the file, and gives its metrics under the name of the file', async () => {
    const asked: (string | undefined)[] = [];
    const origin = await serving((request, response) => {
      asked.push(request.method, request.url, request.headers.authorization);
      response.end(runAnswer(`${loss}, {"key": "auc", "value": NaN, "timestamp": 1, "step": 0}`));
    });
    expect(await readFrom(`${origin}/mlflow/`)).toEqual({
      path: 'out/run_id.txt',
      values: { loss: 0.25, auc: null },
      notFinite: { auc: 'NaN' },
    });
    expect(asked).toEqual(['GET', `/mlflow/api/2.0/mlflow/runs/get?run_id=${id}`, undefined]);
  });

  it.each([
    [{ MLFLOW_TRACKING_TOKEN: `${token}\n` }, `Bearer ${token}`],
    [
      {
        MLFLOW_TRACKING_USERNAME: 'ada',
        MLFLOW_TRACKING_PASSWORD: 'p:w',
        MLFLOW_TRACKING_TOKEN: token,
      },
      'Basic YWRhOnA6dw==',
    ],
    [
      { MLFLOW_TRACKING_TOKEN: '', MLFLOW_TRACKING_USERNAME: '', MLFLOW_TRACKING_PASSWORD: '' },
      undefined,
    ],
  ])('sends the credentials that MLflow itself would', async (variables, expected) => {
    const sent: (string | undefined)[] = [];
    const origin = await serving((request, response) => {
      sent.push(request.headers.authorization);
      response.end(runAnswer(loss));
    });
    await readFrom(origin, variables);
    expect(sent).toEqual([expected]);
  });

  it.each([
    [{ MLFLOW_TRACKING_USERNAME: 'ada' }, 'only one is set'],
    [{ MLFLOW_TRACKING_PASSWORD: 'secret-password' }, 'only one is set'],
    [{ MLFLOW_TRACKING_TOKEN: `${token}\r\nx: y` }, 'store the token alone'],
  ])(
    'sends nothing with credentials that cannot be right, and does not show them',
    async (variables, part) => {
      const failure = readFrom('http://127.0.0.1:1', variables);
      await expect(failure).rejects.toMatchObject({
        code: 'mlflow-credentials',
        message: expect.stringContaining(part) as string,
      });
      await expect(failure).rejects.not.toThrow(/secret/);
    },
  );

  it('tries again while the server is overloaded', async () => {
    const statuses = [503, 429, 200];
    const origin = await serving((_, response) => {
      response.writeHead(statuses.shift() ?? 500).end(runAnswer(loss));
    });
    expect(await readFrom(origin)).toMatchObject({ values: { loss: 0.25 } });
  });

  it('follows a redirect on the same origin, and sends no credentials to another', async () => {
    let strangers = 0;
    const elsewhere = await serving((_, response) => {
      strangers += 1;
      response.end(runAnswer(loss));
    });
    const origin = await serving((request, response) => {
      const inside = request.url?.startsWith('/old') === true;
      const target = inside ? (request.url ?? '').slice('/old'.length) : `${elsewhere}/`;
      const isMoved = inside || request.url?.startsWith('/away') === true;
      response.writeHead(isMoved ? 307 : 200, isMoved ? { location: target } : {});
      response.end(runAnswer(loss));
    });
    const variables = { MLFLOW_TRACKING_TOKEN: token };
    expect(await readFrom(`${origin}/old`, variables)).toMatchObject({ values: { loss: 0.25 } });
    await expect(readFrom(`${origin}/away`, variables)).rejects.toMatchObject({
      code: 'mlflow-redirect',
      message: expect.stringContaining(`redirects to ${elsewhere}`) as string,
    });
    expect(strangers).toBe(0);
  });

  it.each([
    ['refused credentials', 401, '', 'mlflow-refused', 'refuses the credentials'],
    ['a forbidden run', 403, '', 'mlflow-refused', 'may read this run'],
    [
      'an unknown run',
      404,
      '{"error_code": "RESOURCE_DOES_NOT_EXIST"}',
      'no-mlflow-run',
      `no run ${id}`,
    ],
    ['another server', 404, 'Not Found', 'mlflow-answer', 'with the status 404'],
    ['a broken server', 500, '', 'mlflow-unavailable', 'with the status 500'],
    ['a login page', 200, '<html>Sign in</html>', 'mlflow-answer', 'no login page'],
    ['other JSON', 200, '{"ok": true}', 'mlflow-answer', 'is no run of MLflow'],
    ['a run without metrics', 200, runAnswer(''), 'no-values', 'has no metrics'],
    ['a deleted run', 200, runAnswer(loss, 'deleted'), 'no-mlflow-run', 'as a deleted one'],
    ['another run', 200, runAnswer(loss, 'active', 'x'), 'no-mlflow-run', 'under another id'],
    [
      'an endless answer',
      200,
      ' '.repeat(9 * 1024 * 1024),
      'mlflow-answer',
      'more than 8388608 bytes',
    ],
  ])('says what to do about %s, and never shows the token', async (_, status, body, code, part) => {
    expect(await refusalOf(status, body)).toMatchObject({
      code,
      message: expect.stringContaining(part) as string,
    });
  });

  it('says so when it is redirected in a circle', async () => {
    expect(await refusalOf(302, '', { location: '?again' })).toMatchObject({
      code: 'mlflow-redirect',
    });
  });

  it('asks for credentials where the server does and none are set', async () => {
    const origin = await serving((_, response) => response.writeHead(401).end());
    await expect(readFrom(origin)).rejects.toThrow(/set MLFLOW_TRACKING_TOKEN/);
  });

  it('says that a server cannot be reached, and that one does not answer in time', async () => {
    const closed = await serving(() => undefined);
    const folder = await temporaryFolder({ 'id.txt': id });
    const config = { tracking_uri: closed, run: 'id.txt' };
    const silent = readMlflowMetrics(folder, config, {}, { timeout: 50, waits: [] });
    await expect(silent).rejects.toThrow(/can't be reached \(no answer within 0\.05 s\)/);
    await expect(readFrom('http://127.0.0.1:1')).rejects.toMatchObject({
      code: 'mlflow-unreachable',
    });
  });

  it('reads a server in the network as it reads one here', async () => {
    nock('https://mlflow.example.org', { reqheaders: { authorization: `Bearer ${token}` } })
      .get('/api/2.0/mlflow/runs/get')
      .query({ run_id: id })
      .reply(200, runAnswer(loss));
    onTestFinished(() => nock.restore());
    const variables = { MLFLOW_TRACKING_TOKEN: token };
    expect(await readFrom('https://mlflow.example.org', variables)).toMatchObject({
      values: { loss: 0.25 },
    });
  });

  it.each([
    'https://ada:secret@mlflow.example.org',
    'https://mlflow.example.org/?token=secret',
    'https://mlflow.example.org/#secret',
    'file:///secret',
    'http://[secret',
  ])('refuses the address %s, and does not show it', async (address) => {
    const failure = readFrom(address);
    await expect(failure).rejects.toMatchObject({ code: 'mlflow-address' });
    await expect(failure).rejects.not.toThrow(/secret/);
  });

  it.each(['', '../etc', 'two words', 'a?b=c', 'a'.repeat(300), '-rf'])(
    'refuses a file that holds %j instead of the id of a run',
    async (text) => {
      await expect(readFrom('http://127.0.0.1:1', {}, text)).rejects.toMatchObject({
        code: 'no-mlflow-run',
        message: expect.stringContaining('out/run_id.txt must hold the id') as string,
      });
    },
  );

  it('says that the file with the id is missing', async () => {
    const config = { tracking_uri: 'http://127.0.0.1:1', run: 'id.txt' };
    await expect(
      readMlflowMetrics(await temporaryFolder(), config, {}, fast),
    ).rejects.toMatchObject({
      code: 'no-mlflow-run',
      message: expect.stringContaining('evaluate.mlflow.run names id.txt') as string,
    });
  });
});
