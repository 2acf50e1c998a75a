import type { VersionRecord } from '../../schemas/types.ts';
import type { GitHubRepository } from '../github/repository.ts';
import { type Claim, claims, readClaim, type TagRef } from './github/claim.ts';
import { namedVersion, tagOf } from './github/tag.ts';

/** As much of a client of one repository as this asks. */
export interface NameReader extends Pick<GitHubRepository, 'owner' | 'repo'> {
  readonly octokit: {
    readonly rest: {
      readonly git: Pick<GitHubRepository['octokit']['rest']['git'], 'listMatchingRefs' | 'getTag'>;
    };
  };
}

/** Why a version's name no longer says what it said when it was registered. */
export interface TagProblem {
  readonly code: 'tag-moved' | 'tag-deleted' | 'deregistered';
  readonly sentence: string;
}

/** A ref with its name. */
export interface NamedRef extends TagRef {
  readonly ref: string;
}

/**
 * Why a version's tag is not the one that was made for it: somebody moved it or made it anew, deleted it, or took the
 * version back as GTO does, by `model@v1.2.3!`. Null when it is. Our tags have always named the artifact: one that does
 * not is somebody else's.
 */
export async function tagProblem(
  repository: NameReader,
  record: Readonly<VersionRecord>,
): Promise<TagProblem | null> {
  const { octokit, owner, repo } = repository;
  const ref = `tags/${tagOf(record.model, record.version)}`;
  const { data } = await octokit.rest.git.listMatchingRefs({ owner, repo, ref });
  return tagProblemAmong(repository, record, data);
}

/** As `tagProblem`, where the refs that begin with the tag's name are known. */
export async function tagProblemAmong(
  repository: Parameters<typeof readClaim>[0],
  record: Readonly<VersionRecord>,
  refs: readonly NamedRef[],
): Promise<TagProblem | null> {
  const { model, version, commit } = record;
  const tag = tagOf(model, version);
  if (isDeregistered(model, version, refs)) {
    return {
      code: 'deregistered',
      sentence: `${tag} was taken back: there is a tag ${tag}!, as "gto deprecate" makes it.`,
    };
  }
  const found = refs.find(({ ref }) => ref === `refs/tags/${tag}`);
  if (found === undefined) {
    return {
      code: 'tag-deleted',
      sentence: `The tag ${tag} is gone: somebody deleted it. Put it back on ${commit}, or take the version back with "gto deprecate ${model} v${version}".`,
    };
  }
  const claim = await readClaim(repository, found);
  const same = { artifact: record.artifact.digest, record: record.id };
  if (claim.commit === commit && claims(claim, same)) return null;
  return {
    code: 'tag-moved',
    sentence: `The tag ${tag} was moved or made anew: it ${saysNow(claim, commit)}, and ${tag} was registered on ${commit} with the model ${same.artifact}. Put the tag back, annotated, on that commit, with the line "Artifact: ${same.artifact}" in its message, or take the version back with "gto deprecate ${model} v${version}".`,
  };
}

/** What a tag that is not ours says, as the end of a sentence. */
function saysNow(claim: Claim, commit: string): string {
  if (claim.commit !== commit) return `is on ${claim.commit ?? 'no commit'}`;
  if (claim.artifact === null) return 'names no model in its message, as every tag of Assay does';
  return 'names another model in its message';
}

/** Whether one of these refs takes the version back. */
export function isDeregistered(model: string, version: string, refs: readonly NamedRef[]): boolean {
  return refs.some(({ ref }) => {
    const named = namedVersion(model, ref.slice('refs/tags/'.length));
    return named?.version === version && named.deregistered;
  });
}
