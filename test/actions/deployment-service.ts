import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../adapters/temporary.ts';
import { ledgerPath } from '../../core/ledger/path.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { gitHubWith, type Released } from './released.ts';

/** What was reported of a deployment, as GitHub takes it. */
export interface Reported {
  readonly state: string;
  readonly description: string;
  readonly log_url?: string;
  readonly environment_url?: string;
}

/** A deployment of the model `bikes` to staging, and what of it differs. */
export interface Deploying {
  readonly sha: string;
  readonly payload: unknown;
  readonly environment?: string;
}

const rawType = 'application/vnd.github.raw; charset=utf-8';

/** GitHub with a version, one deployment of it, and maybe newer ones; the variables lead a step to it. */
export async function deploymentOf(version: Released, deploying: Deploying) {
  const releases = await gitHubWith(version);
  const reported: Reported[] = [];
  const newer: object[] = [];
  /** How the next reports are answered, in the place of 201. */
  const answers: number[] = [];
  /** Files of the default branch, by path; and the records of the ledger. */
  const main: Record<string, string> = {};
  const ledger: AnyRecord[] = [];
  const own = { id: 7, environment: 'staging', creator: { login: 'assay[bot]' }, ...deploying };
  const handle = async (request: IncomingMessage): Promise<readonly [number, unknown]> => {
    const path = request.url ?? '';
    if (request.method === 'POST' && path === '/repos/octo/models/deployments/7/statuses') {
      const status = (await json(request)) as Reported;
      const answer = answers.shift() ?? 201;
      if (answer === 201) reported.push(status);
      return [answer, { id: 1 }];
    }
    if (path.startsWith('/repos/octo/models/deployments?')) return [200, [...newer, own]];
    const file = /^\/repos\/octo\/models\/contents\/([^?]+)/.exec(path)?.[1];
    if (file !== undefined) {
      const text = main[decodeURIComponent(file)];
      return text === undefined ? [404, { message: 'Not Found' }] : [200, Buffer.from(text)];
    }
    const known = ledgerAnswer(ledger, path);
    if (known !== null) return [200, known];
    const behind = await fetch(`${releases.variables.GITHUB_API_URL}${path}`);
    return [behind.status, Buffer.from(await behind.arrayBuffer())];
  };
  const server = createServer((request, response) => {
    void handle(request).then(([status, body]) => {
      const isBytes = Buffer.isBuffer(body);
      response.statusCode = status;
      const isFile = request.url?.includes('/releases/assets/') === true;
      const isText = request.url?.includes('/contents/') === true && isBytes;
      const type = isFile ? 'application/octet-stream' : 'application/json';
      response.setHeader('content-type', isText ? rawType : type);
      response.end(isBytes ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const folder = await temporaryFolder({});
  const eventPath = join(folder, 'event.json');
  await writeFile(
    eventPath,
    JSON.stringify({ deployment: own, repository: { default_branch: 'main' } }),
  );
  return {
    main,
    ledger,
    reported,
    newer,
    answers,
    variables: {
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_EVENT_NAME: 'deployment',
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_REF: '',
    },
  };
}

const shaOf = (index: number): string => String(index + 1).padStart(40, '0');

/** What GitHub has of the ledger; null where it is asked for something else. */
function ledgerAnswer(records: readonly AnyRecord[], path: string): unknown {
  const [git, head] = ['/repos/octo/models/git', 'e'.repeat(40)];
  if (decodeURIComponent(path) === `${git}/ref/heads/assay/ledger` && records.length > 0) {
    return { object: { sha: head } };
  }
  if (path.startsWith(`${git}/trees/${head}`)) {
    const tree = records.map((record, index) => {
      return { path: ledgerPath(record), type: 'blob', sha: shaOf(index) };
    });
    return { truncated: false, tree };
  }
  const found = records.find((_, index) => path === `${git}/blobs/${shaOf(index)}`);
  if (found === undefined) return null;
  return { content: Buffer.from(JSON.stringify(found)).toString('base64') };
}
