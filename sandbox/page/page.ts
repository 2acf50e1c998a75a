import { html, raw } from 'hono/html';
import type { AnnotationView, PullRequestView, RepositoryView } from './collect.ts';
import { type Html, renderDocument } from './document.ts';
import { renderMarkdown } from './markdown.ts';

/** One HTML page of the repository as its pages on GitHub would show it; `copyMermaid` puts the rest beside it. */
export async function renderPage(view: RepositoryView): Promise<string> {
  return renderDocument(
    `${view.name}: the story of the demo`,
    html`<header class="top">
        <h1>${view.name}</h1>
        <p class="dim">
          What the pages on GitHub would show at the end of the demo. Comments are rendered as
          GitHub renders them.
        </p>
        <nav>
          ${view.pulls.map((pull) => html`<a href="#pull-${pull.number}">#${pull.number}</a>`)}
          <a href="#versions">Versions</a><a href="#deployments">Deployments</a
          ><a href="#runs">Workflow runs</a><a href="#ledger">Ledger</a>
        </nav>
      </header>
      <main>
        <h2>Pull requests</h2>
        ${view.pulls.map(pullRequest)} ${versions(view)} ${deployments(view)} ${runs(view)}
        ${ledger(view)}
      </main>`,
  );
}

function pullRequest(pull: PullRequestView): Html {
  return html`<article class="pull" id="pull-${pull.number}">
    <header>
      <h3>${pull.title} <span class="dim">#${pull.number}</span></h3>
      <span class="state ${pull.state}">${pull.state}</span>
      <span class="dim"
        ><b>${pull.author}</b>: <code>${pull.head}</code> into <code>${pull.base}</code></span
      >
    </header>
    <section>
      ${commentView({ author: pull.author, bot: false, body: pull.body, reactions: [] })}
      ${pull.comments.map(commentView)} ${pull.checks.map(check)}
      ${pull.blocked ? html`<p class="failure">Merging is blocked: a required check has not succeeded.</p>` : ''}
      <details>
        <summary>
          ${pull.files.length === 1 ? '1 file' : `${pull.files.length} files`} changed
        </summary>
        ${pull.files.map((file) => html`<code>${file.path}</code>${diff(file.patch)}`)}
      </details>
    </section>
  </article>`;
}

const reactionSigns: Readonly<Record<string, string>> = {
  eyes: '👀',
  rocket: '🚀',
  confused: '😕',
  '+1': '👍',
};

/** A comment as a pull request's page shows it. */
export function commentView(view: PullRequestView['comments'][number]): Html {
  if (view.body === '') return html``;
  return html`<div class="comment">
    <header>
      <b>${view.author}</b> ${view.bot ? html`<span class="bot">bot</span>` : ''}
      <span class="dim">commented</span>
    </header>
    <div class="markdown-body">${raw(renderMarkdown(view.body))}</div>
    ${
      view.reactions.length === 0
        ? ''
        : html`<div class="reactions">
            ${view.reactions.map((name) => html`<span>${reactionSigns[name] ?? name}</span>`)}
          </div>`
    }
  </div>`;
}

const conclusionSigns: Readonly<Record<string, string>> = { success: '✓', failure: '✗' };

function check(view: PullRequestView['checks'][number]): Html {
  return html`<details class="check">
    <summary>
      <span class="${view.conclusion}">${conclusionSigns[view.conclusion] ?? '•'}</span>
      <b>${view.name}</b> <span class="dim">${view.conclusion}</span> ${view.title}
    </summary>
    <div class="markdown-body">${raw(renderMarkdown(view.summary))}</div>
    ${view.annotations.map(annotation)}
  </details>`;
}

function annotation({ path, line, level, message }: AnnotationView): Html {
  return html`<p><code>${path}:${line}</code> <span class="dim">${level}</span> ${message}</p>`;
}

function diff(patch: string): Html {
  const lines = patch
    .split('\n')
    .map((line) => html`<span class="${lineKind(line)}">${line}</span>`);
  return html`<pre class="diff">${lines}</pre>`;
}

function lineKind(line: string): string {
  if (line.startsWith('@@')) return 'hunk';
  if (line.startsWith('+')) return 'add';
  return line.startsWith('-') ? 'del' : '';
}

function versions(view: RepositoryView): Html {
  return html`<h2 id="versions">Versions</h2>
    <table class="plain">
      <tr>
        <th>Version</th>
        <th>Asset</th>
        <th>Bytes</th>
        <th>Digest</th>
      </tr>
      ${view.releases.flatMap((release) =>
        release.assets.map(
          (asset, index) =>
            html`<tr>
              <td><b>${index === 0 ? release.tag : ''}</b></td>
              <td>${asset.name}</td>
              <td>${asset.bytes.toLocaleString('en')}</td>
              <td><code>${asset.digest}</code></td>
            </tr>`,
        ),
      )}
    </table>`;
}

function deployments(view: RepositoryView): Html {
  return html`<h2 id="deployments">Deployments</h2>
    <table class="plain">
      <tr>
        <th>Environment</th>
        <th>Commit</th>
        <th>State</th>
        <th>Payload</th>
      </tr>
      ${view.deployments.map(
        (deployment) =>
          html`<tr>
            <td><b>${deployment.environment}</b></td>
            <td><code>${deployment.sha.slice(0, 7)}</code></td>
            <td>${deployment.state}<br /><span class="dim">${deployment.description}</span></td>
            <td><code>${deployment.payload}</code></td>
          </tr>`,
      )}
    </table>`;
}

function runs(view: RepositoryView): Html {
  return html`<h2 id="runs">Workflow runs</h2>
    <table class="plain">
      <tr>
        <th>Run</th>
        <th>Event</th>
        <th>Branch</th>
        <th>Jobs</th>
      </tr>
      ${view.runs.map(
        (run) =>
          html`<tr>
            <td>
              <span class="${run.conclusion}">${conclusionSigns[run.conclusion] ?? '•'}</span>
              ${run.name}
            </td>
            <td>${run.event}</td>
            <td><code>${run.branch}</code></td>
            <td>
              ${run.jobs.map(
                (job) =>
                  html`<div>
                    <span class="${job.conclusion}">${conclusionSigns[job.conclusion] ?? '•'}</span>
                    ${job.name} <span class="dim">${jobTime(job)}</span>
                  </div>`,
              )}
            </td>
          </tr>`,
      )}
    </table>`;
}

function jobTime(job: { readonly conclusion: string; readonly seconds: number }): string {
  return job.conclusion === 'skipped' ? 'skipped' : `${job.seconds.toFixed(0)} s`;
}

function ledger(view: RepositoryView): Html {
  return html`<h2 id="ledger">Ledger <span class="dim">branch assay/ledger</span></h2>
    ${view.ledger.map((path) => html`<div><code>${path}</code></div>`)}`;
}
