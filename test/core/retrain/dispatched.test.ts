import { describe, expect, it } from 'vitest';
import { isDispatchedFor, type StatedRun } from '../../../core/retrain/dispatched.ts';

const wanted = {
  repository: 'acme/models',
  head: '1'.repeat(40),
  branch: 'assay/retrain/bikes',
  actor: 'github-actions[bot]',
};
const run: StatedRun = {
  event: 'workflow_dispatch',
  headSha: wanted.head,
  headBranch: wanted.branch,
  headRepository: wanted.repository,
  actor: wanted.actor,
};

describe('a run that stands for the one that GitHub does not start', () => {
  it('is one that we have started at the head of the branch', () => {
    expect(isDispatchedFor(run, wanted)).toBe(true);
  });

  it.each<[string, Partial<StatedRun>]>([
    ['that another event has started', { event: 'push' }],
    ['at another commit', { headSha: '2'.repeat(40) }],
    ['on another branch at the same commit', { headBranch: 'main' }],
    ['on no branch', { headBranch: null }],
    ['of a fork', { headRepository: 'somebody/models' }],
    ['of a repository that is gone', { headRepository: null }],
    ['that a person has started, with inputs of their own', { actor: 'octocat' }],
    ['of nobody', { actor: null }],
  ])('is none %s', (_, changes) => {
    expect(isDispatchedFor({ ...run, ...changes }, wanted)).toBe(false);
  });
});
