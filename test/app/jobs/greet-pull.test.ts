import nock from 'nock';
import { textOf } from '../../../adapters/github/checks.ts';
import { ProbotOctokit } from 'probot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMemory } from '../../../adapters/github/repository.ts';
import { noStores } from '../../../adapters/registries/registry.ts';
import type { JobContext } from '../../../app/context.ts';
import { greetPull } from '../../../app/jobs/greet-pull.ts';
import type { Task } from '../../../app/jobs/job.ts';
import { completed } from '../../../app/review/check-state.ts';
import { type RenderedCheck, renderGivenUp, renderNoModel } from '../../../core/report/index.ts';

const head = 'a'.repeat(40);
const greeting = {
  kind: 'greet-pull',
  pull: 1,
  base: 'b'.repeat(40),
  baseRef: 'main',
  head,
  updatedAt: '2026-01-01T00:00:00Z',
} as const;

/** What the news of a head ask for, whose check says this. */
const asked = async (check: RenderedCheck): Promise<readonly Task[]> => {
  const tasks: Task[] = [];
  const memory = emptyMemory();
  const said = textOf(completed(check));
  memory.checkRuns.set(`${head} assay`, { id: 5, said, annotations: [] });
  const octokit = new ProbotOctokit({ throttle: { enabled: false } });
  const repository = { octokit, owner: 'acme', repo: 'bikes', memory };
  const us = { id: 7, login: 'assay[bot]', startsWorkflows: true, hearsButtons: true };
  const context: JobContext = {
    job: 'job',
    repository,
    us,
    proposer: { repository, account: us },
    defaultBranch: 'main',
    policyRequired: false,
    stores: noStores,
    repositoryUrl: 'https://github.com/acme/bikes',
    now: () => new Date(0),
    warn: () => undefined,
    enqueue: (_id, task) => {
      tasks.push(task);
      return Promise.resolve();
    },
  };
  await greetPull(context, greeting);
  return tasks;
};

describe('news of a head whose check has concluded', () => {
  beforeEach(() => {
    // Nothing is asked of GitHub.
    nock.disableNetConnect();
  });
  afterEach(() => {
    nock.enableNetConnect();
  });

  it('change nothing where it was judged', async () => {
    expect(await asked(renderNoModel())).toEqual([]);
  });

  it('have it judged where a job was given up: that job was put back', async () => {
    expect(await asked(renderGivenUp('GitHub was down.', 'button', 'job'))).toEqual([
      { kind: 'review-pull', pull: 1, anew: true, head },
    ]);
  });
});
