import { Octokit } from 'octokit';
import { emptyMemory, type GitHubRepository } from '../github/repository.ts';
import type { StoreAccess } from '../registries/registry.ts';
import { gitHubSource } from './github-source.ts';
import type { EvidenceSource } from './source.ts';

/** A repository at GitHub, and how a person reads it. */
export interface PersonsAccess {
  readonly owner: string;
  readonly repo: string;
  /** Null for a public repository. */
  readonly token: string | null;
  readonly apiUrl: string;
}

/** Evidence from a repository at GitHub, by a person's token, or without one where it is public. */
export function openGitHubSource(access: PersonsAccess, stores: StoreAccess): EvidenceSource {
  return gitHubSource(openForPerson(access), stores);
}

/** A client that neither waits nor tries again: a person waits, and what is refused is said at once. */
export function openForPerson({ owner, repo, token, apiUrl }: PersonsAccess): GitHubRepository {
  const octokit = new Octokit({
    ...(token === null ? {} : { auth: token }),
    baseUrl: apiUrl,
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return { octokit, owner, repo, memory: emptyMemory() };
}
