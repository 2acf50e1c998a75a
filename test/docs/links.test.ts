import { existsSync, globSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPage } from './page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = globSync(['*.md', 'docs/*.md', 'actions/*/README.md', 'examples/*/README.md'], {
  cwd: root,
}).sort();

/** Why a relative link leads nowhere, as a sentence; null when it leads somewhere. */
function problemOf(page: string, link: string): string | null {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? join(root, page) : join(root, dirname(page), decodeURI(path));
  const place = relative(root, file);
  if (link.startsWith('/') || place.startsWith('..')) return `${link} leaves the repository`;
  if (!existsSync(file)) return `${link}: there is no ${place}`;
  if (anchor === undefined) return null;
  if (statSync(file).isDirectory()) return `${link}: ${place} is a folder`;
  return readPage(file).anchors.has(anchor) ? null : `${link}: ${place} has no heading #${anchor}`;
}

describe('the documentation', () => {
  it('has its pages', () => {
    expect(pages).toEqual(
      expect.arrayContaining([
        'CONTRIBUTING.md',
        'SECURITY.md',
        'actions/evaluate/README.md',
        'actions/monitor/README.md',
        'actions/register/README.md',
        'actions/train/README.md',
        'docs/commands.md',
        'docs/configuration.md',
        'docs/deploy-the-app.md',
        'docs/design.md',
        'docs/gate-settings.md',
        'docs/gate.md',
        'docs/evidence.md',
        'docs/get-started.md',
        'docs/monitor-and-retrain.md',
        'docs/operate-the-app.md',
        'docs/policy.md',
        'docs/records.md',
        'docs/register-and-promote.md',
        'docs/run-the-app.md',
        'docs/sandbox.md',
      ]),
    );
  });

  it.each(pages)('has in %s only relative links that lead somewhere', (page) => {
    const relativeLinks = readPage(join(root, page)).links.filter(
      (link) => !/^[a-z][a-z0-9+.-]*:/i.test(link),
    );
    expect(relativeLinks.map((link) => problemOf(page, link)).filter(Boolean)).toEqual([]);
  });

  it.each(pages)('begins %s with one heading', (page) => {
    const lines = readPage(join(root, page))
      .text.replaceAll(/^```[\s\S]*?^```/gm, '')
      .split('\n');
    expect(lines.filter((line) => line.startsWith('# '))).toHaveLength(1);
  });

  it('keeps each page short enough to be read', () => {
    // Made of what the checks say of themselves: one looks things up in it.
    const written = pages.filter((page) => page !== 'docs/checks.md');
    const long = written.filter((page) => readPage(join(root, page)).text.split('\n').length > 200);
    expect(long).toEqual([]);
  });
});
