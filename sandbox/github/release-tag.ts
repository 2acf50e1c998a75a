import { noSha, refsChanged } from './refs.ts';
import { invalid, type Request } from './route.ts';
import type { Release, Repository } from './state.ts';

/** 422 where another published release has this tag already. */
export function requireFreeTag(repository: Repository, tag: string, own?: Release): void {
  const others = [...repository.releases.values()].filter((release) => release !== own);
  if (others.some((release) => !release.draft && release.tag === tag)) {
    throw invalid('Validation Failed', [
      { resource: 'Release', code: 'already_exists', field: 'tag_name' },
    ]);
  }
}

/** 422 for a tag that git would not take. */
export async function requireTagName({ git }: Repository, tag: string): Promise<void> {
  const isValid = (await git.maybe(['check-ref-format', `refs/tags/${tag}`])) !== null;
  if (isValid) return;
  throw invalid('Validation Failed', [
    {
      resource: 'Release',
      code: 'custom',
      field: 'tag_name',
      message: 'tag_name is not well-formed',
    },
  ]);
}

/** A release that is published needs its tag: a missing one is made, lightweight, at the target. */
export async function makeTag(
  { hub, repository, actor }: Request,
  tag: string,
  target: string,
): Promise<void> {
  const { git } = repository;
  const ref = `refs/tags/${tag}`;
  await git.exclusively(async () => {
    if ((await git.resolve(ref)) !== null) return;
    const branch = await git.resolve(`refs/heads/${target}`, 'commit');
    const isSha = /^[0-9a-f]{40}$/.test(target);
    const after = branch ?? (isSha ? await git.resolve(target, 'commit') : null);
    if (after === null) {
      throw invalid('Validation Failed', [
        { resource: 'Release', code: 'invalid', field: 'target_commitish' },
      ]);
    }
    await git.run(['update-ref', ref, after, noSha]);
    await refsChanged(hub, repository, actor, [{ ref, before: noSha, after }]);
  });
}
