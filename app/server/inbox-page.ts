import { html } from 'hono/html';
import type { Budget } from '../../adapters/github/limits.ts';
import type { DeadEntry, InboxReport } from '../../core/inbox/report.ts';
import { durationText } from '../../core/text/duration.ts';
import { inboxStyle } from './inbox-style.ts';

/** What the page of the inbox shows. */
export interface InboxView {
  readonly report: InboxReport;
  readonly budgets: ReadonlyMap<number, Budget>;
  readonly now: Date;
  /** How many jobs were just put back, as the address says it; null when none was asked for. */
  readonly replayed: string | null;
}

type Html = ReturnType<typeof html>;

/** The page of the inbox: what waits, what was given up and why, and what each installation may still ask of GitHub. */
export function renderInbox(view: InboxView): Html {
  const { report, replayed, now } = view;
  const oldest = report.oldestDueMs === 0 ? '–' : durationText(report.oldestDueMs);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Assay: the inbox</title>
        <style>
          ${inboxStyle}
        </style>
      </head>
      <body>
        <header>
          <h1>The inbox of Assay</h1>
          <span class="soft">
            ${now.toISOString().slice(0, 19).replace('T', ' ')} UTC · <a href="/inbox">Reload</a>
          </span>
        </header>
        ${replayed === null ? '' : html`<p class="card note">${countOf(replayed)} put back.</p>`}
        <div class="tiles">
          ${tile('waiting', report.waiting)} ${tile('running', report.running)}
          ${tile('given up', report.dead, report.dead > 0)} ${tile('longest due', oldest)}
        </div>
        ${deadJobs(view)} ${kinds(report)} ${budgets(view)}
      </body>
    </html>`;
}

/** From the address, so it may be anything. */
function countOf(replayed: string): string {
  if (!/^\d{1,9}$/.test(replayed) || Number(replayed) === 0) return 'Nothing was';
  return Number(replayed) === 1 ? '1 job was' : `${Number(replayed)} jobs were`;
}

function tile(name: string, value: number | string, alarm = false): Html {
  return html`<div class="card tile ${alarm ? 'alarm' : ''}">
    <b>${value}</b><span class="soft">${name}</span>
  </div>`;
}

function deadJobs({ report, now }: InboxView): Html {
  const { dead, deadJobs: jobs } = report;
  if (jobs.length === 0) {
    return html`<section>
      <h2>Given up</h2>
      <p class="soft">
        Nothing. A job is given up when another attempt can't mend it, or after five.
      </p>
    </section>`;
  }
  return html`<section>
    <div class="top">
      <h2>Given up</h2>
      <form method="post" action="/inbox/replay">
        <input type="hidden" name="all" value="true" /><button>
          Put ${dead === 1 ? 'it' : `all ${dead}`} back
        </button>
      </form>
    </div>
    ${dead > jobs.length ? html`<p class="soft">The newest ${jobs.length} are shown.</p>` : ''}
    ${jobs.map((job) => deadJob(job, now))}
  </section>`;
}

/** All of it is text from outside: escaped, and kept from changing the direction of what stands around it. */
function deadJob(
  { id, kind, repository, key, reason, attempts, diedAt }: DeadEntry,
  now: Date,
): Html {
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  const ago = durationText(now.getTime() - Date.parse(diedAt));
  return html`<article class="card job">
    <div class="top">
      <h3>
        <bdi>${repository}</bdi> <span class="soft">${kind}, <bdi>${key}</bdi></span>
      </h3>
      <form method="post" action="/inbox/replay">
        <input type="hidden" name="id" value="${id}" /><button>Put back</button>
      </form>
    </div>
    <div class="reason"><bdi>${reason}</bdi></div>
    <footer class="soft">
      ${tries}, given up <time datetime="${diedAt}" title="${diedAt}">${ago} ago</time> ·
      <code><bdi>${id}</bdi></code>
    </footer>
  </article>`;
}

function kinds({ byKind }: InboxReport): Html {
  const rows = Object.entries(byKind);
  if (rows.length === 0) {
    return html`<section>
      <h2>To be done</h2>
      <p class="soft">Nothing waits.</p>
    </section>`;
  }
  return html`<section>
    <div class="top"><h2>To be done</h2></div>
    <div class="card">
      <table>
        <tr>
          <th>kind</th>
          <th class="number">waiting</th>
          <th class="number">running</th>
        </tr>
        ${rows.map(
          ([kind, { waiting, running }]) =>
            html`<tr>
              <td><code>${kind}</code></td>
              <td class="number">${waiting}</td>
              <td class="number">${running}</td>
            </tr>`,
        )}
      </table>
    </div>
  </section>`;
}

function budgets({ budgets: all, now }: InboxView): Html {
  if (all.size === 0) {
    return html`<section>
      <h2>Calls to GitHub</h2>
      <p class="soft">None since the start.</p>
    </section>`;
  }
  return html`<section>
    <div class="top"><h2>Calls to GitHub</h2></div>
    <div class="card">
      <table>
        <tr>
          <th>installation</th>
          <th>left in this hour</th>
          <th class="number">new hour in</th>
        </tr>
        ${[...all].map(
          ([installation, { limit, remaining, resetAt }]) =>
            html`<tr>
              <td>${installation}</td>
              <td>
                <meter
                  min="0"
                  max="${limit}"
                  low="${limit / 10}"
                  optimum="${limit}"
                  value="${remaining}"
                ></meter>
                ${remaining} of ${limit}
              </td>
              <td class="number">${durationText(resetAt.getTime() - now.getTime())}</td>
            </tr>`,
        )}
      </table>
    </div>
  </section>`;
}
