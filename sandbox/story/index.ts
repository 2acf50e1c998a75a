import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectRepository } from '../page/collect.ts';
import { copyMermaid } from '../page/mermaid.ts';
import { renderPage } from '../page/page.ts';
import type { Act } from './act.ts';
import { acts } from './acts.ts';
import { expect } from './expect.ts';
import type { Narrator } from './narrator.ts';
import type { World } from './world.ts';

export { actsWithoutServer } from './acts.ts';
export { StoryError } from './expect.ts';
export { type Narrator, silentNarrator, terminalNarrator } from './narrator.ts';
export { missingNeeds } from './needs.ts';
export { type Mode, startWorld, type World } from './world.ts';

/** Plays the story in a world with an empty repository. Throws a StoryError where it doesn't go as told. */
export async function playStory(
  world: World,
  narrator: Narrator,
  played: readonly Act[] = acts,
): Promise<void> {
  for (const act of played) await act(world, narrator);
  const { violations } = world.github;
  expect(
    violations.length === 0,
    `Every request should be one that GitHub documents; these were not:\n${violations.join('\n')}`,
  );
}

/** Writes `index.html`, what the repository's pages would show, and returns its path. */
export async function writePage(world: World, folder: string): Promise<string> {
  const view = await collectRepository(world.as('ml-engineer'), world.owner, world.repo);
  await mkdir(folder, { recursive: true });
  await copyMermaid(folder);
  const path = join(folder, 'index.html');
  await writeFile(path, withoutDeadLinks(await renderPage(view)));
  return path;
}

/** The embedded GitHub goes with the demo: its pull requests are on the page, the rest of its addresses lead nowhere. */
function withoutDeadLinks(html: string): string {
  const address = String.raw`http://(?:127\.0\.0\.1|github\.localhost):\d+/`;
  return html
    .replaceAll(new RegExp(`href="${address}[^"]*?/pull/(\\d+)[^"]*"`, 'g'), 'href="#pull-$1"')
    .replaceAll(new RegExp(` href="${address}[^"]*"`, 'g'), '');
}
