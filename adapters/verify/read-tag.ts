import type { TagFacts } from '../../core/verify/facts.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { asked } from '../evidence/asked.ts';
import { at, type GitHubRepository } from '../github/repository.ts';
import { readClaim } from '../registries/github/claim.ts';
import { tagProblemAmong } from '../registries/tag-problem.ts';
import { orElse } from './or-else.ts';

/**
 * What GitHub says of a version's name: why it is no longer the one that was made for it, as every registry judges it, else
 * what its tag says. Throws an AssayError where GitHub doesn't answer.
 */
export async function readTag(
  repository: GitHubRepository,
  record: Readonly<VersionRecord>,
): Promise<TagFacts> {
  const { tag } = record;
  return asked(
    `the tag ${tag}`,
    async () => {
      const ref = `tags/${tag}`;
      const { git } = repository.octokit.rest;
      const { data: refs } = await git.listMatchingRefs({ ...at(repository), ref });
      const problem = await tagProblemAmong(repository, record, refs);
      if (problem !== null) return { kind: 'problem', sentence: problem.sentence };
      const own = refs.find((one) => one.ref === `refs/${ref}`);
      if (own === undefined) return { kind: 'problem', sentence: `There is no tag ${tag}.` };
      return { kind: 'tag', ...(await readClaim(repository, own)) };
    },
    orElse,
  );
}
