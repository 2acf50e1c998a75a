import { nextStageTag, stageTagOf } from '../../core/promotion/stage-tag.ts';
import { at, type GitHubRepository, onlyOnce, statusOf } from './repository.ts';

/** A version that a stage is to have. */
export interface Assignment {
  readonly model: string;
  readonly stage: string;
  /** The version's commit, by which GTO knows it. */
  readonly commit: string;
  readonly message: string;
}

/** Somebody else may assign a stage of the same model at the same moment. */
const attempts = 5;

/**
 * Assigns a version to a stage as GTO does, by an annotated tag. A stage whose newest tag is at that commit is left, and
 * so is one that has a tag with this message. Returns why GitHub refuses the tag; null where all is well.
 */
export async function assignStage(
  repository: GitHubRepository,
  assignment: Assignment,
): Promise<string | null> {
  const { model, stage, commit, message } = assignment;
  for (let attempt = 1; ; attempt += 1) {
    const tags = await stageTags(repository, model);
    if (await isAssigned(repository, tags, assignment)) return null;
    const names = tags.map(({ tag }) => tag);
    const tag = nextStageTag(model, stage, names);
    const { git } = repository.octokit.rest;
    try {
      const { data } = await git.createTag({
        ...at(repository),
        tag,
        message,
        object: commit,
        type: 'commit',
      });
      await git.createRef({
        ...at(repository),
        ...onlyOnce,
        ref: `refs/tags/${tag}`,
        sha: data.sha,
      });
      return null;
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      const isTaken = statusOf(error) === 422 && /already exists/i.test(said);
      if (isTaken && attempt < attempts) continue;
      // A rule of the repository may forbid the tag; trying again would not help.
      if (statusOf(error) === 422) return `${tag}: ${said}`;
      throw error;
    }
  }
}

interface Tagged {
  readonly tag: string;
  readonly sha: string;
  /** An annotated tag, which alone GTO reads. */
  readonly isAnnotated: boolean;
}

async function stageTags(repository: GitHubRepository, model: string): Promise<readonly Tagged[]> {
  const { data } = await repository.octokit.rest.git.listMatchingRefs({
    ...at(repository),
    ref: `tags/${model}#`,
  });
  return data.map(({ ref, object }) => ({
    tag: ref.replace(/^refs\/tags\//, ''),
    sha: object.sha,
    isAnnotated: object.type === 'tag',
  }));
}

/** Looks at the newest tags of the stage; what was promoted long ago is not promoted again by the same pull request. */
async function isAssigned(
  repository: GitHubRepository,
  tags: readonly Tagged[],
  { model, stage, commit, message }: Assignment,
): Promise<boolean> {
  const ofStage = tags
    .flatMap((one) => {
      const parsed = one.isAnnotated ? stageTagOf(model, one.tag) : null;
      return parsed?.stage === stage ? [{ ...one, ...parsed }] : [];
    })
    .toSorted((a, b) => b.number - a.number);
  for (const [place, { sha, ends }] of ofStage.slice(0, 10).entries()) {
    const { data } = await repository.octokit.rest.git.getTag({
      ...at(repository),
      tag_sha: sha,
    });
    const isNewest = place === 0 && !ends && data.object.sha === commit;
    if (isNewest || data.message.trim() === message.trim()) return true;
  }
  return false;
}
