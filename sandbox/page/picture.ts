/**
 * Takes a picture of a comment from the page of the demo: `npm run demo`, then
 * `CHROMIUM=/usr/bin/chromium node sandbox/page/picture.ts demo-out/index.html docs/images/comment.png light`.
 * A fourth argument unfolds what is folded: `open` everything, another text the part of that title, which is then
 * all that the picture shows: `ROC curve`.
 */
import { pathToFileURL } from 'node:url';
import { chromium, type Locator } from 'playwright-core';

const [page = 'demo-out/index.html', target = 'docs/images/comment.png', scheme, part] =
  process.argv.slice(2);
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const tab = await browser.newPage({
    viewport: { width: 900, height: 1200 },
    deviceScaleFactor: 2,
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
  });
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector('html[data-drawn]');
  // The second pull request's: a picture of what Assay is for shows a regression.
  const comment = tab.locator('.comment:has(.bot)').nth(2);
  const shown = part === undefined ? comment : await unfolded(comment, part);
  await shown.screenshot({ path: target });
} finally {
  await browser.close();
}

async function unfolded(comment: Locator, title: string): Promise<Locator> {
  await comment.locator('details').evaluateAll((all) => {
    for (const details of all) details.setAttribute('open', '');
  });
  if (title === 'open') return comment;
  return comment.locator('summary', { hasText: title }).first().locator('..');
}
