import { at, type GitHubRepository, orNull } from './repository.ts';

const shaPattern = /^[0-9a-f]{40}$/;

/**
 * The text of a file at a commit, or at a branch by its full name (`refs/heads/main`, since a tag may have the short
 * one); null where there is none. What a commit holds is asked only once.
 */
export async function readFile(
  repository: GitHubRepository,
  path: string,
  ref: string,
): Promise<string | null> {
  const { files } = repository.memory;
  const key = `${ref}:${path}`;
  const known = files.get(key);
  if (known !== undefined) return known;
  const answer = await orNull(
    repository.octokit.rest.repos.getContent({
      ...at(repository),
      path,
      ref,
      mediaType: { format: 'raw' },
    }),
  );
  // With the raw media type the answer is text, whatever the description's type says.
  const data: unknown = answer?.data ?? null;
  const text = typeof data === 'string' ? data : null;
  // A commit that was pushed a moment ago may not be found yet.
  if (text !== null && shaPattern.test(ref)) files.set(key, text);
  return text;
}
