import { describe, expect, it } from 'vitest';
import { newestDeployments, newestReport } from '../../../core/deployment/newest.ts';
import {
  type Deployment,
  deploymentProblem,
  deploymentRecords,
  type DeploymentStatus,
} from '../../../core/deployment/records.ts';
import { seal } from '../../../core/record/seal.ts';

const producer = { action: 'app', version: '0.1.0' } as const;
const digest = `sha256:${'a'.repeat(64)}`;
const uri = 'https://example.org/bikes-1.2.0.tar.gz';
const commit = 'c'.repeat(40);

const promotion = seal('promotion', {
  createdAt: '2026-01-01T10:00:00Z',
  producer,
  repository: 'acme/models',
  commit,
  model: 'bikes',
  version: '1.2.0',
  digest,
  environment: 'staging',
  state: 'deploy/staging/bikes.yaml',
  previous: null,
  pullRequest: 3,
  requestedBy: null,
  mergedBy: 'acme',
  deployment: 7,
});

const deployment: Deployment = {
  id: 7,
  sha: commit,
  environment: 'staging',
  payload: { model: 'bikes', version: '1.2.0', digest, uri },
  creator: 'assay[bot]',
};

function status(id: number, state: string, changes: Partial<DeploymentStatus> = {}) {
  const createdAt = `2026-01-01T10:00:${String(id).padStart(2, '0')}Z`;
  return { id, state, description: '', url: null, creator: 'acme', createdAt, ...changes };
}

describe('a deployment', () => {
  it('is the one that the promotion made when nothing of it differs', () => {
    expect(deploymentProblem(promotion, deployment)).toBeNull();
  });

  it.each([
    ['its commit', { sha: 'd'.repeat(40) }],
    ['its environment', { environment: 'production' }],
    ['its version', { payload: { model: 'bikes', version: '1.3.0', digest, uri } }],
    ['its digest', { payload: { ...own(), digest: `sha256:${'b'.repeat(64)}` } }],
    ['its role', { payload: { ...own(), role: 'challenger', share: 5 } }],
    ['its payload altogether', { payload: 'bikes' }],
  ])('is not when %s differs', (_, changes) => {
    const problem = deploymentProblem(promotion, { ...deployment, ...changes });
    expect(problem).toContain('The deployment 7 is not what the promotion of bikes v1.2.0');
  });
});

function own() {
  return { model: 'bikes', version: '1.2.0', digest, uri };
}

describe('the records of what was reported', () => {
  it('are those that say something of health and are not on record yet, oldest first', () => {
    const statuses = [
      status(6, 'inactive'),
      status(5, 'error'),
      status(4, 'success'),
      status(3, 'in_progress'),
      status(2, 'failure'),
      status(1, 'queued'),
    ];
    const records = deploymentRecords(promotion, statuses, new Set([4]), producer);
    expect(records.map((record) => [record.status, record.health])).toEqual([[2, 'unhealthy']]);
    expect(deploymentRecords(promotion, statuses, new Set([2, 4]), producer)).toEqual([]);
  });

  it('are none of a challenger that is taken out', () => {
    const gone = { ...promotion, role: 'challenger' as const, share: 0 };
    expect(deploymentRecords(gone, [status(1, 'success')], new Set(), producer)).toEqual([]);
  });

  it('hold what a hostile deployer writes, cut and on one line', () => {
    const description = `\u0000\ud800 @acme\n${'x'.repeat(5_000)}`;
    const [record] = deploymentRecords(
      promotion,
      [status(1, 'failure', { description })],
      new Set(),
      producer,
    );
    expect(record?.description.length).toBe(1_000);
    expect(record?.description.isWellFormed()).toBe(true);
    expect(record?.description).not.toContain('\n');
  });

  it('are the same, byte for byte, when they are made again', () => {
    const statuses = [status(1, 'success')];
    const make = () => deploymentRecords(promotion, statuses, new Set(), producer);
    expect(make()).toEqual(make());
  });
});

function at(createdAt: string, id: number) {
  return { createdAt, status: id };
}

function of(id: number, changes: Partial<Deployment>): Deployment {
  return { ...deployment, id, ...changes };
}

describe('the newest', () => {
  it('report of one second is that of the larger status', () => {
    const [early, late] = [at('2026-01-01T10:00:00Z', 9), at('2026-01-01T10:00:01Z', 3)];
    expect(newestReport([late, early, at('2026-01-01T10:00:01Z', 4)])?.status).toBe(4);
    expect(newestReport([])).toBeNull();
  });

  it('deployments are one for each model, environment and role, and only ours', () => {
    const challenger = { payload: { ...own(), role: 'challenger', share: 5 } };
    const all = [
      of(9, { payload: { web: true } }),
      of(8, challenger),
      of(7, {}),
      of(6, {}),
      of(5, { environment: 'production' }),
      of(4, challenger),
    ];
    expect(newestDeployments(all).map(({ id }) => id)).toEqual([8, 7, 5]);
  });
});
