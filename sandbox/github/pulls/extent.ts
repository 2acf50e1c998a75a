import type { Pull, Repository } from '../state.ts';

/** A file that a pull request changes. */
export interface ChangedFile {
  readonly path: string;
  /** Lines; 0 for a binary file. */
  readonly additions: number;
  readonly deletions: number;
}

type Ends = Pick<Pull, 'baseSha' | 'headSha'>;

/** The files that a pull request changes, against the merge base; a renamed one is two. */
export async function filesOfPull(
  { git }: Repository,
  { baseSha, headSha }: Ends,
): Promise<readonly ChangedFile[]> {
  const range = `${baseSha}...${headSha}`;
  const text = await git.ofObjects(['diff', '--numstat', '--no-renames', '-z', range]);
  const lines = text.split('\0').filter((line) => line !== '');
  return lines.map((line) => {
    const [additions = '', deletions = '', ...path] = line.split('\t');
    return {
      path: path.join('\t'),
      additions: Number(additions) || 0,
      deletions: Number(deletions) || 0,
    };
  });
}

/** How many commits a pull request has that its base has not. */
export async function commitsOfPull(
  { git }: Repository,
  { baseSha, headSha }: Ends,
): Promise<number> {
  return Number(await git.ofObjects(['rev-list', '--count', `${baseSha}..${headSha}`]));
}
