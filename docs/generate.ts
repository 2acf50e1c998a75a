/**
 * Writes `docs/checks.md` from what the checks say of themselves, and the table of `docs/commands.md` from the grammar of
 * commands. `--check` writes nothing and fails when a page is another.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as prettier from 'prettier';
import { commands } from '../app/commands/index.ts';
import { checks } from '../core/checks/index.ts';
import { commandsTable } from '../core/report/command-help.ts';
import { renderChecksPage } from '../core/report/checks-page.ts';

const here = new URL('.', import.meta.url);
const begin = '<!-- Made by `npm run build` from core/command/grammar.ts. Do not edit. -->';
const end = '<!-- End of what is made. -->';

/** The text of `docs/checks.md`, formatted as the repository is. */
export async function checksPage(): Promise<string> {
  return formatted(renderChecksPage(checks));
}

/** The text of `docs/commands.md` with the table as it must be; the rest of the page is written by hand. */
export async function commandsPage(): Promise<string> {
  const text = await readFile(new URL('commands.md', here), 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  const rows = commandsTable(commands.map(({ name }) => name)).join('\n');
  return formatted(`${before}${begin}\n\n${rows}\n\n${end}${after}`);
}

async function formatted(text: string): Promise<string> {
  const options = await prettier.resolveConfig(new URL('checks.md', here).pathname);
  return prettier.format(text, { ...options, parser: 'markdown' });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  for (const [name, text] of [
    ['checks.md', await checksPage()],
    ['commands.md', await commandsPage()],
  ] as const) {
    const target = new URL(name, here);
    if (!values.check) {
      await writeFile(target, text);
    } else if ((await readFile(target, 'utf8')) !== text) {
      console.error(`docs/${name} is not what core/ says. Run \`npm run build\` and commit it.`);
      process.exitCode = 1;
    }
  }
}
