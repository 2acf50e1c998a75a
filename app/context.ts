import type { Account, Identity } from '../adapters/github/identity.ts';
import type { GitHubRepository } from '../adapters/github/repository.ts';
import type { StoreAccess } from '../adapters/registries/registry.ts';
import type { Producer } from '../schemas/types.ts';
import type { Task } from './jobs/job.ts';
import manifest from '../package.json' with { type: 'json' };

/** Who opens our pull requests: ourselves, or an account whose pull requests start workflows. */
export interface Proposer {
  /** The job's repository, by the proposer's client. */
  readonly repository: GitHubRepository;
  readonly account: Account;
}

/** What a job works with. */
export interface JobContext {
  readonly repository: GitHubRepository;
  /** The job's id. */
  readonly job: string;
  readonly us: Identity;
  readonly proposer: Proposer;
  readonly defaultBranch: string;
  /** `https://github.com/owner/name`. */
  readonly repositoryUrl: string;
  /** Nothing is judged in an organisation without a policy. */
  readonly policyRequired: boolean;
  /** How stores of versions beside GitHub are reached. */
  readonly stores: StoreAccess;
  now(): Date;
  /** Says to whoever runs the app what nobody at GitHub would see. */
  warn(sentence: string): void;
  /** Asks for another job in this repository; asking twice for the same does it once. */
  enqueue(id: string, task: Task): Promise<void>;
}

/** How records name the app. */
export const producer: Producer = { action: 'app', version: manifest.version };

/** Where the configuration lies. */
export const configPath = '.github/assay.yml';
