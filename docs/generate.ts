/**
 * Writes `docs/checks.md` from what the checks say of themselves. `--check` writes nothing and fails when the page is
 * another.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as prettier from 'prettier';
import { checks } from '../core/checks/index.ts';
import { renderChecksPage } from '../core/report/checks-page.ts';

const target = new URL('checks.md', import.meta.url);

/** The page's text, formatted as the repository is. */
export async function checksPage(): Promise<string> {
  const options = await prettier.resolveConfig(target.pathname);
  const text = renderChecksPage(checks);
  return prettier.format(text, { ...options, parser: 'markdown' });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const text = await checksPage();
  if (!values.check) {
    await writeFile(target, text);
  } else if ((await readFile(target, 'utf8')) !== text) {
    console.error(
      'docs/checks.md is not what core/checks says. Run `npm run build` and commit it.',
    );
    process.exitCode = 1;
  }
}
