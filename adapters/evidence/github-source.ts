import { ledgerBranch } from '../../core/ledger/path.ts';
import type { Lineage } from '../../core/evidence/tie.ts';
import { ledgerHead, listLedger, readEntryText } from '../github/ledger.ts';
import { at, type GitHubRepository, orNull, statusOf } from '../github/repository.ts';
import { isRateLimit } from '../registries/github/client.ts';
import { noStores, type StoreAccess } from '../registries/registry.ts';
import { asked } from './asked.ts';
import { gatherAttached } from './github-attached.ts';
import { bytesOf, type Unread } from './github-bytes.ts';
import { type EvidenceSource, largestDocumentBytes } from './source.ts';

/** GitHub wants few calls at once: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const mostAtOnce = 8;

/** Evidence from GitHub's API, and what stores beside it say of a version's bytes. What it refuses becomes an AssayError that says what to do. */
export function gitHubSource(
  repository: GitHubRepository,
  stores: StoreAccess = noStores,
): EvidenceSource {
  const name = `${repository.owner}/${repository.repo}`;
  return {
    name: `the branch ${ledgerBranch} of ${name} at GitHub`,
    ledger: () =>
      asked(`the branch ${ledgerBranch} of ${name}`, async () => {
        await repository.octokit.rest.repos.get(at(repository));
        const commit = await ledgerHead(repository);
        return commit === null ? null : { commit, entries: await listLedger(repository) };
      }),
    texts: (entries) =>
      asked(`the records of ${name}`, async () => {
        const texts: string[] = [];
        for (let start = 0; start < entries.length; start += mostAtOnce) {
          const some = entries.slice(start, start + mostAtOnce);
          texts.push(...(await Promise.all(some.map((one) => readEntryText(repository, one)))));
        }
        return texts;
      }),
    lineage: (commit) => asked(`the commit ${commit}`, () => readLineage(repository, commit)),
    file: (commit, path) => asked(`the file ${path}`, () => readFile(repository, commit, path)),
    attached: (version) =>
      asked(`the release ${version.tag}`, () => gatherAttached(repository, version, stores)),
  };
}

async function readLineage(repository: GitHubRepository, commit: string): Promise<Lineage | null> {
  const { git, repos } = repository.octokit.rest;
  const found = await orNull(git.getCommit({ ...at(repository), commit_sha: commit }));
  if (found === null) return null;
  const parents = found.data.parents.map(({ sha }) => sha);
  try {
    const { data } = await repos.listPullRequestsAssociatedWithCommit({
      ...at(repository),
      commit_sha: commit,
      per_page: 100,
    });
    const merged = data.filter(
      (pull) => pull.merge_commit_sha === commit && pull.merged_at !== null,
    );
    return { parents, mergedHeads: merged.map(({ head }) => head.sha) };
  } catch (error) {
    // The job of the action register needs no permission to read pull requests.
    if (statusOf(error) !== 403 || isRateLimit(error)) throw error;
    return { parents, mergedHeads: null };
  }
}

/** The bytes, which a text of Octokit's would not be. */
async function readFile(
  repository: GitHubRepository,
  commit: string,
  path: string,
): Promise<Uint8Array | null> {
  const answer = await orNull(
    repository.octokit.rest.repos.getContent({
      ...at(repository),
      path,
      ref: commit,
      mediaType: { format: 'raw' },
      request: { parseSuccessResponseBody: false },
    }),
  );
  if (answer === null) return null;
  // Unparsed, the body is a web stream, whatever the description's type says.
  return bytesOf(answer.data as unknown as Unread, largestDocumentBytes);
}
