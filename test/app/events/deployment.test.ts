import { describe, expect, it } from 'vitest';
import { jobsAt } from '../../../app/deliveries.ts';

const place = { installation: 1, owner: 'acme', repo: 'models', defaultBranch: 'main' };
const payload = {
  model: 'bikes',
  version: '1.0.0',
  digest: `sha256:${'a'.repeat(64)}`,
  uri: 'https://example.org/model.tar.gz',
};

function tasksOf(event: string, told: object) {
  const sent = { id: 'guid', event, payload: told };
  return jobsAt(sent, place).jobs.map(({ task, key }) => ({ task, key }));
}

describe('a deployment status', () => {
  const told = (state: string, of: unknown = payload) =>
    tasksOf('deployment_status', {
      action: 'created',
      deployment: { id: 7, payload: of },
      deployment_status: { id: 9, state },
    });

  it.each(['success', 'failure', 'error'])(
    'is recorded in the order of the ledger: %s',
    (state) => {
      const task = { kind: 'record-deployment', deployment: 7 };
      expect(told(state)).toEqual([{ task, key: 'ledger' }]);
    },
  );

  it.each(['queued', 'pending', 'in_progress', 'inactive', 'strange'])(
    'that says nothing of health asks for nothing: %s',
    (state) => {
      expect(told(state)).toEqual([]);
    },
  );

  it.each([['{}'], [{}], [null], [{ ...payload, version: 'newest' }]])(
    'of a deployment that is not about a model asks for nothing: %j',
    (of) => {
      expect(told('failure', of)).toEqual([]);
    },
  );
});

function ended(fullName: string | null, event: string) {
  return tasksOf('workflow_run', {
    action: 'completed',
    workflow_run: {
      id: 3,
      run_attempt: 1,
      event,
      head_sha: 'c',
      head_branch: '',
      head_repository: fullName === null ? null : { full_name: fullName },
      pull_requests: [],
    },
    repository: { full_name: 'acme/models', default_branch: 'main' },
  });
}

describe('the end of a workflow run that deployed', () => {
  it('is looked at for what was reported, whatever branch GitHub names', () => {
    const task = { kind: 'ingest-run', run: 3, attempt: 1 };
    expect(ended('acme/models', 'deployment')).toEqual([{ task, key: 'ledger' }]);
  });

  it('is not when it ran elsewhere, nor is a run of another event on no branch', () => {
    expect(ended('mallory/models', 'deployment')).toEqual([]);
    expect(ended(null, 'deployment')).toEqual([]);
    expect(ended('acme/models', 'push')).toEqual([]);
  });
});
