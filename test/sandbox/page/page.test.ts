import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderComment } from '../../../core/report/comment.ts';
import type { RepositoryView } from '../../../sandbox/page/collect.ts';
import { copyMermaid } from '../../../sandbox/page/mermaid.ts';
import { renderPage } from '../../../sandbox/page/page.ts';
import { temporaryFolder } from '../../adapters/temporary.ts';
import { churn, sampleInput } from '../../core/report/sample.ts';

const check = {
  name: 'assay',
  conclusion: 'failure',
  title: 'A check fails',
  summary: '',
  annotations: [
    { path: 'models/a.pkl', line: 1, level: 'failure', message: 'Runs <script>code</script>.' },
  ],
};

function view(body: string): RepositoryView {
  return {
    name: 'acme/models',
    pulls: [
      {
        number: 1,
        title: 'A better model',
        author: 'data-scientist',
        state: 'open',
        blocked: false,
        head: 'better',
        base: 'main',
        body: '',
        comments: [{ author: 'assay[bot]', bot: true, body, reactions: [] }],
        checks: [check],
        files: [],
      },
    ],
    releases: [],
    deployments: [],
    runs: [],
    ledger: [],
  };
}

describe("the demo's page", () => {
  it('holds the diagrams of a comment as GitHub keeps them: code of the language mermaid', async () => {
    const page = await renderPage(view(renderComment(sampleInput(churn()))));
    const diagrams = page.match(/<pre><code class="language-mermaid">%%\{init: /g) ?? [];
    expect(diagrams.length).toBeGreaterThanOrEqual(4);
  });

  it('draws them with a bundle beside it, and loads nothing from elsewhere', async () => {
    const page = await renderPage(view('text'));
    const folder = await temporaryFolder();
    await copyMermaid(folder);
    const [, script = ''] = /<script src="([^"]+)"><\/script>/.exec(page) ?? [];
    expect((await stat(join(folder, script))).size).toBeGreaterThan(1_000_000);
    expect(await readFile(join(folder, script), 'utf8')).toContain('xychart');
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('shows what a check says of a line of a file', async () => {
    const page = await renderPage(view('text'));
    expect(page).toContain('<code>models/a.pkl:1</code>');
    expect(page).toContain('Runs &lt;script&gt;code&lt;/script&gt;.');
  });

  it('lets no text of a comment become a script or leave a diagram', async () => {
    const hostile =
      '```mermaid\n</code></pre><script>alert(1)</script>\n```\n<script>alert(2)</script>';
    const page = await renderPage(view(hostile));
    expect(page).toContain('&#x3C;script>alert(1)');
    expect(page).not.toMatch(/<script>alert/);
  });
});
