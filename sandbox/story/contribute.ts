import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Change } from './changes.ts';
import type { Clone, Person, World } from './world.ts';

/** Writes the files of a change into a clone and commits them on its current branch. */
export async function commitChange(clone: Clone, change: Change): Promise<void> {
  for (const [path, content] of Object.entries(change.files)) {
    const target = join(clone.folder, path);
    await mkdir(dirname(target), { recursive: true });
    if (typeof content === 'string') await writeFile(target, content);
    else await cp(content, target);
  }
  await clone.git('add', '--all');
  await clone.git('commit', '--quiet', '-m', change.message);
}

/** Pushes a change on a branch of its own and opens a pull request, as a person would. */
export async function openPullRequest(
  world: World,
  person: Person,
  change: Change,
): Promise<number> {
  const clone = await world.clone(person);
  await clone.git('switch', '--quiet', '-c', change.branch);
  await commitChange(clone, change);
  await clone.git('push', '--quiet', 'origin', change.branch);
  const { data } = await world.as(person).rest.pulls.create({
    owner: world.owner,
    repo: world.repo,
    head: change.branch,
    base: 'main',
    title: change.title,
    body: change.body,
  });
  return data.number;
}

/** Commits a change straight to the default branch, as a data pipeline with the right to does. */
export async function pushToMain(world: World, person: Person, change: Change): Promise<void> {
  const clone = await world.clone(person);
  await commitChange(clone, change);
  await clone.git('push', '--quiet', 'origin', 'main');
}

/** Merges a pull request through the button; answers with the status GitHub gives, 200 or the refusal. */
export async function merge(
  world: World,
  person: Person,
  number: number,
): Promise<{ readonly status: number; readonly message: string }> {
  try {
    const { status, data } = await world.as(person).rest.pulls.merge({
      owner: world.owner,
      repo: world.repo,
      pull_number: number,
    });
    return { status, message: data.message };
  } catch (error) {
    if (error instanceof Error && 'status' in error && typeof error.status === 'number') {
      // Octokit adds the address of GitHub's documentation to what GitHub says.
      return { status: error.status, message: error.message.replace(/ - https:\S+$/, '') };
    }
    throw error;
  }
}
