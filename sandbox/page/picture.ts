/**
 * Takes a picture of a comment from the page of the demo: `npm run demo`, then
 * `CHROMIUM=/usr/bin/chromium node sandbox/page/picture.ts demo-out/index.html docs/images/comment.png light`.
 */
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [page = 'demo-out/index.html', target = 'docs/images/comment.png', scheme] =
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
  await tab.locator('.comment:has(.bot)').nth(2).screenshot({ path: target });
} finally {
  await browser.close();
}
