import { Octokit } from 'octokit';
import { emptyMemory } from '../github/repository.ts';
import { gitHubSource } from './github-source.ts';
import type { EvidenceSource } from './source.ts';

/** Evidence from a repository at GitHub, by a person's token, or without one where it is public. */
export function openGitHubSource({
  owner,
  repo,
  token,
  apiUrl,
}: {
  readonly owner: string;
  readonly repo: string;
  readonly token: string | null;
  readonly apiUrl: string;
}): EvidenceSource {
  const octokit = new Octokit({
    ...(token === null ? {} : { auth: token }),
    baseUrl: apiUrl,
    // A person waits: what is refused is said at once.
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  });
  return gitHubSource({ octokit, owner, repo, memory: emptyMemory() });
}
