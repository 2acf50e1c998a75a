import type { Identity } from '../adapters/github/comments.ts';
import type { GitHubRepository } from '../adapters/github/repository.ts';
import type { Producer } from '../schemas/types.ts';
import type { Task } from './jobs/job.ts';
import manifest from '../package.json' with { type: 'json' };

/** What a job works with. */
export interface JobContext {
  readonly repository: GitHubRepository;
  /** The job's id. */
  readonly job: string;
  readonly us: Identity;
  readonly defaultBranch: string;
  /** `https://github.com/owner/name`. */
  readonly repositoryUrl: string;
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
