import { describe, expect, it } from 'vitest';
import { jobsOfEvent } from '../../../app/action/jobs.ts';
import type { Job } from '../../../app/jobs/job.ts';
import type { GitHubRepository } from '../../../adapters/github/repository.ts';

const place = { installation: 1, owner: 'acme', repo: 'bikes', defaultBranch: 'main' };
const us = { id: 7, login: 'github-actions[bot]', startsWorkflows: false, hearsButtons: false };
/** What an event tells is not asked of GitHub. */
const unasked = {} as GitHubRepository;

async function jobs(event: string, payload: unknown): Promise<readonly Job[]> {
  const settings = { event, payload, id: 'run 1 attempt 1' };
  return (await jobsOfEvent(settings, place, us, unasked, Date.now)).jobs;
}

const opened = {
  action: 'opened',
  pull_request: {
    number: 3,
    base: { sha: 'b'.repeat(40), ref: 'main' },
    head: { ref: 'topic', sha: 'a'.repeat(40) },
    updated_at: '2026-01-01T00:00:00Z',
  },
};

describe('the event of a workflow', () => {
  it('asks for what the webhook would ask for, though it names no installation', async () => {
    expect(await jobs('pull_request_target', opened)).toMatchObject([
      { ...place, task: { kind: 'greet-pull', pull: 3 } },
    ]);
    const closed = { ...opened, action: 'closed' };
    expect(await jobs('pull_request_target', closed)).toMatchObject([
      { task: { kind: 'record-closing', pull: 3 } },
    ]);
    expect(await jobs('pull_request_target', { ...opened, action: 'labeled' })).toEqual([]);
  });

  it('started by a person asks for the pull request that they name, open or closed', async () => {
    const found = await jobs('workflow_dispatch', { inputs: { 'pull-request': ' 12 ' } });
    expect(found.map(({ task }) => task)).toMatchObject([
      { kind: 'record-closing', pull: 12 },
      { kind: 'review-pull', pull: 12, anew: true },
    ]);
  });

  it.each(['twelve', '-1', '1.5', '12; rm -rf /', '99999999999'])(
    'started by a person is refused with %s for a number',
    async (text) => {
      const asked = jobs('workflow_dispatch', { inputs: { 'pull-request': text } });
      await expect(asked).rejects.toThrow('must be the number of a pull request');
    },
  );

  it.each(['push', 'pull_request', 'check_run', ''])(
    'is refused where it is %j, by which the workflow should not be started',
    async (event) => {
      await expect(jobs(event, opened)).rejects.toThrow('This action has nothing to do on');
    },
  );
});
