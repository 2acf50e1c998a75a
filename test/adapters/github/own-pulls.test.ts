import { describe, expect, it } from 'vitest';
import { findProposal } from '../../../adapters/github/open-proposal.ts';
import { emptyMemory, type GitHubRepository } from '../../../adapters/github/repository.ts';
import { retrainingPulls } from '../../../adapters/github/retrainings.ts';

const branch = 'assay/retrain/bikes';

/** A repository whose pull requests come from these repositories, null for one that is gone; GitHub filters by owner alone. */
function withPullsFrom(heads: readonly (string | null)[]): GitHubRepository {
  const data = heads.map((name, index) => ({
    number: index + 1,
    head: { sha: 'a'.repeat(40), repo: name === null ? null : { full_name: name } },
    base: { repo: { full_name: 'acme/bikes' } },
    user: { login: 'somebody' },
    body: '',
    labels: [],
    html_url: 'https://github.com/acme/bikes/pull/1',
    created_at: '2026-03-01T06:00:00Z',
    closed_at: null,
    merged_at: null,
    merge_commit_sha: null,
  }));
  const list = () => Promise.resolve({ data });
  const octokit = { rest: { pulls: { list } } };
  const memory = emptyMemory();
  return { owner: 'acme', repo: 'bikes', octokit, memory } as unknown as GitHubRepository;
}

describe('the pull requests of a branch', () => {
  it('are none of a fork of the same organisation that has a branch of this name', async () => {
    const repository = withPullsFrom(['acme/fork-of-bikes', null, 'acme/bikes']);
    const all = await retrainingPulls(repository, branch, 'main');
    expect(all.map(({ number }) => number)).toEqual([3]);
    expect(await findProposal(repository, branch, 'main')).toMatchObject({ number: 3 });
    const others = withPullsFrom(['acme/fork-of-bikes']);
    expect(await retrainingPulls(others, branch, 'main')).toEqual([]);
    expect(await findProposal(others, branch, 'main')).toBeNull();
  });
});
