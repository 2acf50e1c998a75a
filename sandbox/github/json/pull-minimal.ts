import type { Pull, Repository, State } from '../state.ts';
import { repositoryUrl } from './repository.ts';

/** A pull request as check runs and workflow runs name it. */
export function pullMinimalJson(state: State, repository: Repository, pull: Pull): object {
  const url = repositoryUrl(state, repository);
  const repo = { id: repository.id, url, name: repository.name };
  return {
    id: pull.id,
    number: pull.number,
    url: `${url}/pulls/${pull.number}`,
    head: { ref: pull.head.ref, sha: pull.headSha, repo },
    base: { ref: pull.base.ref, sha: pull.baseSha, repo },
  };
}
