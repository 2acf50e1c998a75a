import { LRUCache } from 'lru-cache';
import type { Probot } from 'probot';
import type { Answers } from '../adapters/github/answers.ts';
import type { Account, Identity } from '../adapters/github/identity.ts';
import { passThrough } from '../adapters/github/installation-client.ts';
import type { Limits } from '../adapters/github/limits.ts';
import {
  emptyMemory,
  emptyPolicies,
  type GitHubRepository,
  type Memory,
  withoutChangeable,
} from '../adapters/github/repository.ts';
import type { Inbox } from '../adapters/inbox/inbox.ts';
import type { StoreAccess } from '../adapters/registries/registry.ts';
import { webAddress } from '../core/github/web-address.ts';
import { type Delivery, type Priority, priorities } from '../core/inbox/job.ts';
import type { JobContext } from './context.ts';
import { type Job, jobFor, priorityOf, type Task } from './jobs/job.ts';

/** What every job of a process works with. */
export interface Workplace {
  readonly probot: Probot;
  /** Who we are; throws while GitHub doesn't say. */
  readonly identity: () => Promise<Identity>;
  readonly inbox: Inbox<Task>;
  readonly limits: Limits;
  readonly answers: Answers | null;
  /** Another account that opens pull requests, with limits of its own; null: we open them. */
  readonly proposer: {
    readonly probot: Probot;
    readonly installation: number;
    readonly account: Account;
  } | null;
  /** Nothing is judged in an organisation without a policy. */
  readonly policyRequired: boolean;
  /** How stores of versions beside GitHub are reached. */
  readonly stores: StoreAccess;
  /** Hears what nobody at GitHub would see. */
  readonly warn: (job: Job, sentence: string) => void;
  /** What jobs take for now; default: the machine's clock. */
  readonly now?: () => Date;
  /** Other processes work on the same inbox: what may change is not remembered from one job to the next. */
  readonly shared: boolean;
}

/** Each memory is bounded, and so is their number. */
const mostMemories = 50;

/** Makes the contexts of jobs. */
export function contextMaker(
  place: Workplace,
): (job: Job, signal: AbortSignal | null) => Promise<JobContext> {
  const memories = new LRUCache<string, Memory>({ max: mostMemories });
  const policies = emptyPolicies();
  const memoryOf = (name: string): Memory => {
    const known = memories.get(name) ?? emptyMemory(policies);
    memories.set(name, known);
    return place.shared ? withoutChangeable(known) : known;
  };
  return async (job, signal) => {
    const { owner, repo, defaultBranch, installation } = job;
    const { probot, limits, answers, identity, inbox, proposer, warn } = place;
    const us = await identity();
    const name = `${owner}/${repo}`;
    const memory = memoryOf(name);
    const asked = async (client: Probot, by: number): Promise<GitHubRepository> => {
      const passage = { installation: by, limits, answers, signal };
      return { octokit: passThrough(await client.auth(by), passage), owner, repo, memory };
    };
    const repository = await asked(probot, installation);
    const { baseUrl } = repository.octokit.request.endpoint.DEFAULTS;
    return {
      repository,
      job: job.id,
      us,
      proposer:
        proposer === null
          ? { repository, account: us }
          : {
              repository: await asked(proposer.probot, proposer.installation),
              account: proposer.account,
            },
      defaultBranch,
      policyRequired: place.policyRequired,
      stores: place.stores,
      repositoryUrl: `${webAddress(baseUrl)}/${name}`,
      now: place.now ?? (() => new Date()),
      warn: (sentence) => {
        warn(job, sentence);
      },
      async enqueue(id, task) {
        const source = { id, delivery: job.delivery };
        await inbox.put([jobFor(task, job, source, moreUrgent(job.priority, priorityOf(task)))]);
      },
    };
  };
}

/** What each line of the log says of a job. */
export function fieldsOf({ id, owner, repo, delivery, task }: Job): Record<string, unknown> {
  return {
    job: id,
    kind: task.kind,
    repository: `${owner}/${repo}`,
    ...(delivery === null ? {} : { delivery }),
    ...('pull' in task ? { pull: task.pull } : {}),
    ...('model' in task ? { model: task.model } : {}),
    ...(task.kind === 'obey-command' ? { pull: task.comment.issue } : {}),
  };
}

/** What the log says of a delivery: what it is about is known by its jobs. */
export function takenFields(
  { id, event }: Delivery,
  jobs: readonly Job[],
  outcome: 'new' | 'known',
): Record<string, unknown> {
  const [first] = jobs;
  const { repository, pull } = first === undefined ? {} : fieldsOf(first);
  return {
    delivery: id,
    event,
    outcome,
    jobs: jobs.length,
    ...(repository === undefined ? {} : { repository }),
    ...(pull === undefined ? {} : { pull }),
  };
}

function moreUrgent(one: Priority, other: Priority): Priority {
  return priorities[one] < priorities[other] ? one : other;
}
