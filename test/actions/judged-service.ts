import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { pack } from '../../adapters/archive/index.ts';
import { sha256 } from '../../core/record/digest.ts';
import { handmadeZip } from '../adapters/archive/zip.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import type { TestJob } from './job.ts';

/** What is otherwise than it should be. */
export interface Twist {
  readonly headRepository?: string | null;
  readonly changedPath?: string;
  /** Another pull request with the same head. */
  readonly other?: number;
  /** The artifact with the model has expired. */
  readonly expired?: boolean;
  /** The status with which GitHub refuses to name the merged pull request. */
  readonly refused?: number;
  /** The model in the artifact, in place of the one that was judged. */
  readonly weights?: string;
  /** What GitHub states as the digest of the artifact. */
  readonly digest?: string;
}

const repository = '/repos/octo/models';

/**
 * As much of GitHub as `train` asks after a merge: pull request 5, whose head was trained and evaluated by the workflow
 * run 7, in this job. The variables lead a step to it.
 */
export async function judgedService(job: TestJob, head: string, twist: Twist = {}) {
  const records = handmadeZip([
    { path: 'records/run.json', content: JSON.stringify(await job.record('run')) },
    { path: 'records/evaluation.json', content: JSON.stringify(await job.record('evaluation')) },
  ]);
  const model = handmadeZip([{ path: 'outputs.tar.gz', content: await packed(job, twist) }]);
  const zips = new Map([
    [1, records],
    [2, model],
  ]);
  const artifacts = [
    artifact(1, 'assay-bikes', records, false),
    artifact(2, 'assay-bikes.model', model, twist.expired ?? false, twist.digest),
  ].filter(({ id }) => id === 1 || twist.expired !== true);
  const full_name = twist.headRepository === undefined ? 'octo/models' : twist.headRepository;
  const answers: Readonly<Record<string, unknown>> = {
    [`${repository}/commits/${job.head}/pulls`]: [
      {
        number: 5,
        merge_commit_sha: job.head,
        merged_at: '2026-01-01T00:00:00Z',
        labels: [],
        head: { sha: head, ref: 'better', repo: full_name === null ? null : { full_name } },
      },
    ],
    [`${repository}/pulls`]: [5, ...(twist.other === undefined ? [] : [twist.other])].map(
      (number) => ({
        number,
        head: { sha: head },
      }),
    ),
    [`${repository}/pulls/5/files`]: [{ filename: twist.changedPath ?? 'train.sh' }],
  };
  let address = '';
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const json = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname.endsWith('/pulls') && twist.refused !== undefined) {
      return json(twist.refused, { message: 'Resource not accessible by integration' });
    }
    if (url.pathname === `${repository}/actions/runs`) {
      const runs =
        url.searchParams.get('event') === 'pull_request' ? [workflowRun(head, full_name)] : [];
      return json(200, { total_count: runs.length, workflow_runs: runs });
    }
    if (url.pathname === `${repository}/actions/runs/7/artifacts`) {
      const name = url.searchParams.get('name');
      const found = artifacts.filter((one) => name === null || one.name === name);
      return json(200, { total_count: found.length, artifacts: found });
    }
    const [, id] = /\/artifacts\/(\d+)\/zip$/.exec(url.pathname) ?? [];
    if (id !== undefined) {
      return response.writeHead(302, { location: `${address}/blobs/${id}` }).end();
    }
    const [, blob] = /^\/blobs\/(\d+)$/.exec(url.pathname) ?? [];
    const bytes = zips.get(Number(blob));
    if (bytes !== undefined) {
      return response.writeHead(200, { 'content-type': 'application/zip' }).end(bytes);
    }
    const answer = answers[decodeURIComponent(url.pathname)];
    return json(answer === undefined ? 404 : 200, answer ?? { message: 'Not Found' });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { GITHUB_API_URL: address };
}

/** The archive that `evaluate` keeps of the model. */
async function packed(job: TestJob, { weights }: Twist): Promise<Uint8Array> {
  const folder =
    weights === undefined ? job.workspace : await temporaryFolder({ 'model/weights.txt': weights });
  const target = join(await temporaryFolder(), 'outputs.tar.gz');
  await pack(folder, ['model/'], target);
  return readFile(target);
}

function artifact(id: number, name: string, zip: Buffer, expired: boolean, digest = sha256(zip)) {
  const created_at = '2026-01-01T00:00:00Z';
  return { id, name, size_in_bytes: zip.length, created_at, expired, digest };
}

function workflowRun(head: string, full_name: string | null) {
  return {
    id: 7,
    workflow_id: 3,
    path: '.github/workflows/ml.yml',
    pull_requests: [],
    run_attempt: 1,
    event: 'pull_request',
    head_sha: head,
    head_branch: 'better',
    head_repository: full_name === null ? null : { full_name },
    status: 'completed',
    conclusion: 'success',
    html_url: 'https://github.com/octo/models/actions/runs/7',
  };
}
