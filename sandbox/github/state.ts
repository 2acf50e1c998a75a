import type { Call, Limits, Permission, TokenPermissions, WorkflowTrigger } from './contract.ts';
import type { Faults } from './faults/active.ts';
import type { Git } from './git/git.ts';
import { type GitRunner, openRunner } from './git/runner.ts';
import type { Account, Team } from './account.ts';
import type { Attestation } from './attestations.ts';
import type { MergeQueue, Pull } from './pull-state.ts';
import type { Deployment, Environment, Release } from './release-state.ts';
import type { Artifact, WorkflowJob, WorkflowRun } from './workflow-state.ts';

export type { Account, Membership, Team } from './account.ts';
export type { MergeGroup, MergeQueue, Pull, QueueEntry, Review } from './pull-state.ts';
export type {
  Deployment,
  DeploymentStatus,
  Environment,
  Release,
  ReleaseAsset,
} from './release-state.ts';
export type { Artifact, WorkflowJob, WorkflowRun } from './workflow-state.ts';

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly bot: Account;
  readonly publicKey: string;
  readonly permissions: TokenPermissions;
  readonly events: readonly string[];
  readonly createdAt: string;
  webhook: { readonly url: string; readonly secret: string };
  /** What it was sent, by rising ids. */
  readonly deliveries: Delivery[];
}

/** An app that was registered by a manifest, with its secrets. */
export interface Registration {
  readonly app: App;
  readonly privateKey: string;
  /** When the code was given, in milliseconds since 1970. */
  readonly at: number;
}

/** An app at one account, for repositories of that account alone. */
export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly owner: Account;
  readonly repositories: Set<string>;
  readonly createdAt: string;
}

/** What a token stands for. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'user'; readonly account: Account }
  | { readonly kind: 'app'; readonly app: App }
  | {
      readonly kind: 'installation';
      readonly account: Account;
      readonly installation: Installation;
      readonly permissions: TokenPermissions;
    }
  | {
      readonly kind: 'job';
      readonly account: Account;
      readonly repository: string;
      readonly jobId: number;
      readonly permissions: TokenPermissions;
    };

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

/** An issue, or the conversation of a pull request: they share numbers and comments. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly createdAt: string;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  updatedAt: string;
  closedAt: string | null;
  /** Who closed it, by hand or by a merge; null while it is open. */
  closedBy: Account | null;
  readonly labels: Set<string>;
  readonly pull: Pull | null;
}

export interface Reaction {
  readonly id: number;
  readonly content: string;
  readonly author: Account;
  readonly createdAt: string;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly author: Account;
  readonly createdAt: string;
  /** The app whose installation token wrote it; null for people. */
  readonly app: App | null;
  body: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly app: App;
  readonly suiteId: number;
  detailsUrl: string | null;
  externalId: string | null;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: string;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: Record<string, unknown>[];
  actions: readonly { label: string; description: string; identifier: string }[];
}

export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: Account;
  readonly createdAt: string;
}

/** One movement of a branch, as `GET /repos/{owner}/{repo}/activity` tells it. */
export interface Activity {
  readonly id: number;
  readonly before: string;
  readonly after: string;
  readonly ref: string;
  readonly timestamp: string;
  readonly type:
    | 'push'
    | 'force_push'
    | 'branch_creation'
    | 'branch_deletion'
    | 'pr_merge'
    | 'merge_queue_merge';
  readonly actor: Account;
}

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  /** `owner/name`. */
  readonly fullName: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly parent: string | null;
  readonly createdAt: string;
  pushedAt: string;
  readonly git: Git;
  readonly permissions: Map<string, Permission>;
  readonly protection: Map<string, { readonly requiredChecks: readonly string[] }>;
  /** By branch; the others have none. */
  readonly mergeQueues: Map<string, MergeQueue>;
  /** The setting "Allow auto-merge". */
  allowsAutoMerge: boolean;
  readonly secrets: Map<string, string>;
  readonly labels: Map<string, Label>;
  /** The last number given to an issue or pull request. */
  lastNumber: number;
  readonly issues: Map<number, Issue>;
  readonly comments: Map<number, Comment>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly statuses: CommitStatus[];
  /** Oldest first. */
  readonly attestations: Attestation[];
  readonly releases: Map<number, Release>;
  readonly deployments: Map<number, Deployment>;
  readonly environments: Map<string, Environment>;
  readonly runs: Map<number, WorkflowRun>;
  readonly jobs: Map<number, WorkflowJob>;
  readonly artifacts: Map<number, Artifact>;
  /** Newest last. */
  readonly activity: Activity[];
}

/** One attempt to send a webhook. */
export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly app: App;
  readonly event: string;
  readonly action: string | null;
  /** The payload's JSON, as it was sent. */
  readonly body: string;
  readonly deliveredAt: string;
  readonly redelivery: boolean;
  /** 0 when there was no answer. */
  readonly statusCode: number;
  readonly durationSeconds: number;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
}

/** What one caller has asked of the API, for its rate limits. */
export interface Spent {
  /** When its hour began: with the first request after the last hour. Milliseconds. */
  since: number;
  /** Requests in this hour. */
  used: number;
  /** When it changed something, in the last hour, oldest first. Milliseconds. */
  readonly changes: number[];
}

/** Everything that the embedded GitHub knows. It lives in memory; only git objects and blobs are on disk. */
export interface State {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  readonly folder: string;
  readonly now: () => Date;
  /** Runs git for all repositories. */
  readonly git: GitRunner;
  readonly accounts: Map<string, Account>;
  /** By `organization/slug`. */
  readonly teams: Map<string, Team>;
  readonly apps: Map<string, App>;
  /** What was made of manifests and is not given out yet, by its code. */
  readonly registrations: Map<string, Registration>;
  readonly installations: Map<number, Installation>;
  readonly repositories: Map<string, Repository>;
  readonly tokens: Map<string, Actor>;
  readonly calls: Call[];
  readonly violations: string[];
  /** What is enforced. */
  limits: Limits;
  /** By caller. */
  readonly spent: Map<string, Spent>;
  readonly faults: Faults;
  readonly triggerListeners: ((trigger: WorkflowTrigger) => void)[];
  /** Hear that what a merge queue waits for may have come. */
  readonly queueListeners: ((repository: Repository) => void)[];
  /** Webhooks that are on their way, and queues that move. */
  readonly underway: Set<Promise<unknown>>;
  /** Gives the next id; one sequence serves all tables. */
  nextId(): number;
}

/** A state without anything in it. */
export function emptyState(folder: string, now: () => Date): State {
  let lastId = 1000;
  return {
    url: '',
    folder,
    now,
    git: openRunner(),
    accounts: new Map(),
    teams: new Map(),
    apps: new Map(),
    registrations: new Map(),
    installations: new Map(),
    repositories: new Map(),
    tokens: new Map(),
    calls: [],
    violations: [],
    limits: {},
    spent: new Map(),
    faults: { passing: [], random: [] },
    triggerListeners: [],
    queueListeners: [],
    underway: new Set(),
    nextId: () => (lastId += 1),
  };
}

/** The time as GitHub writes it: to the second, in UTC. */
export function timestamp(state: State): string {
  return state
    .now()
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z');
}

/** An account that must exist. */
export function accountOf(state: State, login: string): Account {
  const account = state.accounts.get(login);
  if (account === undefined) throw new TypeError(`No account ${login}.`);
  return account;
}

/** A repository that must exist. */
export function repositoryOf(state: State, fullName: string): Repository {
  const repository = state.repositories.get(fullName);
  if (repository === undefined) throw new TypeError(`No repository ${fullName}.`);
  return repository;
}
