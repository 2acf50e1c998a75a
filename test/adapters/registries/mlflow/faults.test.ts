import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../../../../core/errors.ts';
import { modelOf } from '../ground.ts';
import { temporaryFolder } from '../../temporary.ts';
import { type Meddling, meddler } from './meddler.ts';
import { packedOn, recordOf, soon, storeOn, upload } from './store-on.ts';

const token = 'dapi-secret-token';
const variables = { MLFLOW_TRACKING_TOKEN: token };
const run = { info: { artifact_uri: 'mlflow-artifacts:/7/f00/artifacts' } };

/** What an MLflow server answers until a model is uploaded; what it gets it keeps by path. */
function mlflowAnswers(kept: Map<string, Buffer> = new Map()): Meddling {
  const answers: readonly (readonly [string, unknown])[] = [
    [
      'experiments/get-by-name',
      { experiment: { experiment_id: '7', artifact_location: 'mlflow-artifacts:/7' } },
    ],
    ['runs/search', { runs: [run] }],
    ['mlflow-artifacts/artifacts?', {}],
  ];
  return ({ line }, response) => {
    const [method = '', path = ''] = line.split(' ');
    const answer = answers.find(([part]) => path.includes(part));
    if (answer !== undefined) response.end(JSON.stringify(answer[1]));
    else if (method === 'GET') response.writeHead(kept.has(path) ? 200 : 404).end(kept.get(path));
    else keep(path, response, kept);
    return 'answered';
  };
}

function keep(path: string, response: Parameters<Meddling>[1], kept: Map<string, Buffer>): void {
  const chunks: Buffer[] = [];
  response.req.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.req.on('end', () => {
    kept.set(path, Buffer.concat(chunks));
    response.end();
  });
}

/** What an upload comes to where each PUT of a model's file is answered so, as often as said. */
async function uploading(
  answer: (response: Parameters<Meddling>[1]) => void,
  times = Number.POSITIVE_INFINITY,
) {
  let left = times;
  const usual = mlflowAnswers();
  const server = await meddler((request, response) => {
    if (!request.line.startsWith('PUT') || left <= 0) return usual(request, response);
    left -= 1;
    answer(response);
    return 'answered';
  });
  const store = storeOn(server.url, { variables }, { patience: { idle: 300, answer: 5_000 } });
  const packed = await packedOn(store);
  const outcome: unknown = await upload(packed).then(
    () => 'done',
    (error: unknown) => error,
  );
  const told = [String(outcome), JSON.stringify(outcome), String((outcome as Error).cause)].join();
  expect(told).not.toContain(token);
  const puts = server.lines.filter((line) => line.startsWith('PUT')).length;
  return { outcome, waits: store.waits, puts };
}

function busyFor(seconds: string) {
  return (response: Parameters<Meddling>[1]) =>
    response.writeHead(429, { 'retry-after': seconds }).end();
}

describe('a server that does not do its part', () => {
  it.each([
    [500, 'mlflow-unavailable', 'look at its log', 4],
    [503, 'mlflow-unavailable', 'look at its log', 4],
    [429, 'mlflow-busy', 'Run the job again later', 4],
    [409, 'mlflow-busy', 'Run the job again later', 4],
    [507, 'mlflow-full', 'Free some there', 1],
    [413, 'mlflow-too-large', 'client_max_body_size', 1],
    [401, 'mlflow-refused', 'check that the credentials in MLFLOW_TRACKING_*', 1],
    [403, 'mlflow-refused', 'may do this', 1],
    [302, 'mlflow-redirect', 'redirects the upload of', 1],
    [404, 'mlflow-answer', 'check that registry.tracking_uri', 1],
  ])('that answers %i to an upload gets %s: %s', async (status, code, part, tries) => {
    const { outcome, puts } = await uploading((response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
    });
    expect(outcome).toBeInstanceOf(AssayError);
    expect(outcome).toMatchObject({ code, message: expect.stringContaining(part) as string });
    expect(puts).toBe(tries);
  });

  it.each([
    [
      'answers 500 in between',
      (response: Parameters<Meddling>[1]) => response.writeHead(500).end(),
    ],
    ['breaks the connection', (response: Parameters<Meddling>[1]) => response.destroy()],
    ['does not answer', () => undefined],
  ])('and then does, after it %s, has the model', async (_, answer) => {
    const { outcome, waits } = await uploading(answer, 2);
    expect(outcome).toBe('done');
    expect(waits).toHaveLength(2);
  });

  it('is left alone for as long as it asks, and not waited for when that is long', async () => {
    const brief = await uploading(busyFor('7'), 1);
    expect(brief).toMatchObject({ outcome: 'done', waits: [7_000] });
    const long = await uploading(busyFor('3600'));
    expect(long).toMatchObject({ waits: [], outcome: { code: 'mlflow-busy' } });
  });

  it('that goes silent is given up with a sentence that says so', async () => {
    const { outcome } = await uploading(() => undefined);
    expect(outcome).toMatchObject({
      code: 'mlflow-slow',
      message: expect.stringContaining('did not go on with the upload of') as string,
    });
  });

  it('that trickles its answers is given up', async () => {
    const server = await meddler((_, response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
      return 'answered';
    });
    const store = storeOn(server.url, {}, { patience: { idle: 200, answer: 300 } });
    await expect(packedOn(store)).rejects.toMatchObject({ code: 'mlflow-slow' });
  });

  it('that is not there is named, with the reason', async () => {
    await expect(packedOn(storeOn('http://127.0.0.1:1'))).rejects.toMatchObject({
      code: 'mlflow-unreachable',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it.each([
    ['a login page', '<html>Sign in</html>', 'no login page lies before it'],
    ['other JSON', '{"ok": true}', 'is not an answer of MLflow'],
    ['an endless answer', ' '.repeat(9 * 1024 * 1024), 'is not an answer of MLflow'],
  ])('but gives %s, is told from MLflow', async (_, body, part) => {
    const server = await meddler((_request, response) => {
      response.end(body);
      return 'answered';
    });
    await expect(packedOn(storeOn(server.url))).rejects.toThrow(part);
  });

  it('that serves no artifacts gets nothing, and its operator a hint', async () => {
    const server = await meddler(({ line }, response) => {
      if (line.includes('mlflow-artifacts')) {
        // MLflow 3.17's words.
        response
          .writeHead(503)
          .end('disabled due to the mlflow server running with `--no-serve-artifacts`.');
      } else {
        response.writeHead(404).end('{"error_code": "RESOURCE_DOES_NOT_EXIST"}');
      }
      return 'answered';
    });
    await expect(packedOn(storeOn(server.url))).rejects.toMatchObject({
      code: 'mlflow-not-serving',
      message: expect.stringContaining('start it with --serve-artifacts') as string,
    });
    expect(server.lines.filter((line) => !line.startsWith('GET'))).toEqual([]);
  });

  it.each([
    's3://bucket/7',
    '/var/mlruns/7',
    'mlflow-artifacts://elsewhere.example/7',
    'https://elsewhere.example/7',
  ])('that keeps artifacts at %s gets nothing', async (location) => {
    const experiment = { experiment_id: '7', artifact_location: location };
    const server = await meddler((_, response) => {
      response.end(JSON.stringify({ experiment }));
      return 'answered';
    });
    await expect(packedOn(storeOn(server.url))).rejects.toMatchObject({
      code: 'mlflow-not-serving',
    });
    expect(server.lines).toHaveLength(1);
  });

  it('asks for credentials where none are set', async () => {
    const server = await meddler((_, response) => {
      response.writeHead(401).end();
      return 'answered';
    });
    await expect(packedOn(storeOn(server.url))).rejects.toThrow(/set MLFLOW_TRACKING_TOKEN/);
  });
});

describe('the hosts that a store asks', () => {
  it('get credentials only where the configuration or MLFLOW_TRACKING_URI names them', async () => {
    const sent: (string | undefined)[] = [];
    const server = await meddler(({ headers }, response) => {
      sent.push(headers.authorization);
      response.writeHead(404).end('{"error_code": "RESOURCE_DOES_NOT_EXIST"}');
      return 'answered';
    });
    const usual = await meddler(mlflowAnswers());
    const record = await recordOf(await packedOn(storeOn(usual.url)));
    const elsewhere = {
      ...record,
      package: { ...record.package, uri: record.package.uri.replace(usual.url, server.url) },
    };
    await storeOn('http://127.0.0.1:1', { variables }).problem(elsewhere);
    await storeOn(server.url, { variables }).problem(elsewhere);
    await storeOn('http://127.0.0.1:1', {
      variables: { ...variables, MLFLOW_TRACKING_URI: `${server.url}/` },
    }).problem(elsewhere);
    expect(new Set(sent.slice(0, 1))).toEqual(new Set([undefined]));
    expect(sent.slice(1)).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
  });

  it('are those of the list, by name and port, and no other is asked anything', async () => {
    const usual = await meddler(mlflowAnswers());
    const record = await recordOf(await packedOn(storeOn(usual.url)));
    const before = usual.lines.length;
    for (const hosts of [
      [],
      ['127.0.0.1'],
      ['mlflow.example.org'],
      [`x${new URL(usual.url).host}`],
    ]) {
      const store = storeOn(usual.url, { hosts });
      expect(await store.problem(record)).toContain('is not among the hosts that may be asked');
      await expect(packedOn(store)).rejects.toMatchObject({ code: 'store-host' });
      await expect(
        store.follow(record, { environment: 'staging', role: 'champion' }),
      ).rejects.toMatchObject({ code: 'store-host' });
    }
    expect(usual.lines).toHaveLength(before);
    const store = storeOn(usual.url, { hosts: [new URL(usual.url).host] });
    expect(await store.problem(record)).not.toContain('is not among');
  });

  it('are asked without TLS only where the list says so', async () => {
    const usual = await meddler(mlflowAnswers());
    const record = await recordOf(await packedOn(storeOn(usual.url)));
    // This machine too, by a name that does not say so.
    const address = 'http://[::ffff:7f00:1]:1';
    const uri = record.package.uri.replace(usual.url, address);
    const plain = { ...record, package: { ...record.package, uri } };
    const refused = storeOn(usual.url, { hosts: [new URL(address).host] }).problem(plain);
    expect(await refused).toContain(`${address} is not among the hosts`);
    const asked = storeOn(usual.url, { hosts: [address] }).problem(plain);
    await expect(asked).rejects.toMatchObject({ code: 'mlflow-unreachable' });
  });

  it.each([
    '',
    'mlflow.example.org',
    'https://ada:secret@mlflow.example.org',
    'https://x/?a=secret',
    'file:///secret',
  ])('are refused as %j without showing it', async (address) => {
    const failure = packedOn(storeOn(address));
    await expect(failure).rejects.toMatchObject({ code: 'mlflow-address' });
    await expect(failure).rejects.not.toThrow(/secret/);
  });
});

describe('a model on its way to MLflow', () => {
  it('is refused with the reason when a file has grown, shrunk or gone since it was evaluated', async () => {
    const server = await meddler(mlflowAnswers());
    const store = storeOn(server.url);
    const files = { 'model/a.bin': 'a'.repeat(600_000) };
    const spoil = async (deed: (path: string) => Promise<unknown>): Promise<unknown> => {
      const model = await modelOf(files);
      const packed = await store.pack(model, await temporaryFolder());
      await deed(join(model.folder, 'model/a.bin'));
      return upload(packed).catch((error: unknown) => error);
    };
    expect(await spoil((path) => appendFile(path, 'b'))).toMatchObject({ code: 'model-changed' });
    expect(await spoil((path) => writeFile(path, 'b'))).toMatchObject({ code: 'model-changed' });
    expect(await spoil((path) => rm(path))).toMatchObject({ code: 'model-unreadable' });
    expect(await spoil((path) => writeFile(path, 'b'.repeat(600_000)))).toMatchObject({
      code: 'upload-damaged',
    });
  });

  it.each(['model/50%.bin', 'model/#1', 'model/a?b', 'model/a\\b', 'model/.artifact.uploading.x'])(
    'is refused before anything is asked when a file is called %s',
    async (path) => {
      const server = await meddler(mlflowAnswers());
      await expect(packedOn(storeOn(server.url), { [path]: 'x' })).rejects.toMatchObject({
        code: 'mlflow-name',
      });
      expect(server.lines).toEqual([]);
    },
  );

  it('is told of while it goes, at most every few seconds, and a small one not at all', async () => {
    const told: string[] = [];
    const server = await meddler(mlflowAnswers());
    const store = storeOn(
      server.url,
      { progress: (sentence) => told.push(sentence) },
      { patience: soon },
    );
    await upload(await packedOn(store));
    expect(told).toEqual([]);
  });
});
