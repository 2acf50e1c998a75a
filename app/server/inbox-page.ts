import { html, raw } from 'hono/html';
import type { Budget } from '../../adapters/github/limits.ts';
import type { DeadJob, InboxState } from '../../adapters/inbox/inbox.ts';
import type { Task } from '../jobs/job.ts';

/** What the page of the inbox shows. */
export interface InboxView {
  readonly state: InboxState;
  /** The newest first. */
  readonly dead: readonly DeadJob<Task>[];
  readonly budgets: ReadonlyMap<number, Budget>;
  readonly now: Date;
  /** How many jobs were just put back; null when none was asked for. */
  readonly replayed: string | null;
}

type Html = ReturnType<typeof html>;

const style = raw(`
  :root { color-scheme: light dark; --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#59636e, #9198a1); --alarm: light-dark(#d1242f, #f85149); --good: light-dark(#1a7f37, #3fb950); }
  body { font: 14px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
  .tiles { display: flex; gap: 1rem; flex-wrap: wrap; }
  .tile { border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem; min-width: 7rem; }
  .tile b { display: block; font-size: 1.6rem; font-variant-numeric: tabular-nums; }
  .alarm b { color: var(--alarm); } .soft { color: var(--soft); }
  table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
  td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
  code { font-size: .9em; overflow-wrap: anywhere; } button { font: inherit; padding: .2rem .8rem; }
  .note { border-left: 3px solid var(--good); padding-left: .8rem; }
  meter { width: 12rem; vertical-align: middle; }
`);

/** The page of the inbox: what waits, what was given up and why, and what each installation may still ask of GitHub. */
export function renderInbox(view: InboxView): Html {
  const { state, dead, replayed } = view;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Assay: the inbox</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <h1>The inbox</h1>
        ${replayed === null ? '' : html`<p class="note">${countOf(replayed)} put back.</p>`}
        <div class="tiles">
          ${tile('waiting', state.waiting)} ${tile('running', state.running)}
          ${tile('given up', state.dead, state.dead > 0)}
          ${tile('oldest due', durationText(state.oldestDueMs))}
        </div>
        ${kinds(state)} ${deadJobs(dead, view)} ${budgets(view)}
      </body>
    </html>`;
}

function countOf(replayed: string): string {
  const count = Number(replayed);
  if (!Number.isSafeInteger(count)) return 'Nothing was';
  return count === 1 ? '1 job was' : `${count} jobs were`;
}

function tile(name: string, value: number | string, alarm = false): Html {
  return html`<div class="tile ${alarm ? 'alarm' : ''}">
    <b>${value}</b><span class="soft">${name}</span>
  </div>`;
}

function kinds({ byKind }: InboxState): Html | string {
  if (byKind.size === 0) return html`<p class="soft">Nothing waits.</p>`;
  return html`<h2>What is to be done</h2>
    <table>
      <tr>
        <th>kind</th>
        <th class="number">waiting</th>
        <th class="number">running</th>
      </tr>
      ${[...byKind].map(
        ([kind, { waiting, running }]) =>
          html`<tr>
            <td><code>${kind}</code></td>
            <td class="number">${waiting}</td>
            <td class="number">${running}</td>
          </tr>`,
      )}
    </table>`;
}

function deadJobs(dead: readonly DeadJob<Task>[], { state, now }: InboxView): Html {
  if (dead.length === 0) {
    return html`<h2>Given up</h2>
      <p class="soft">
        None. A job is given up when another attempt can't mend it, or after five.
      </p>`;
  }
  const more = state.dead > dead.length ? html`<p class="soft">The newest ${dead.length}.</p>` : '';
  return html`<h2>Given up</h2>
    <form method="post" action="/inbox/replay">
      <input type="hidden" name="id" value="all" /><button>Put all back</button>
    </form>
    ${more}
    <table>
      <tr>
        <th>job</th>
        <th>why</th>
        <th>when</th>
        <th></th>
      </tr>
      ${dead.map(
        ({ job, reason, attempts, diedAt }) =>
          html`<tr>
            <td>
              <code>${job.task.kind}</code> ${job.owner}/${job.repo}
              <span class="soft">${job.key}</span><br /><code class="soft">${job.id}</code>
            </td>
            <td>${reason} <span class="soft">${attemptsText(attempts)}</span></td>
            <td>
              <time datetime="${diedAt.toISOString()}" title="${diedAt.toISOString()}"
                >${durationText(now.getTime() - diedAt.getTime())} ago</time
              >
            </td>
            <td>
              <form method="post" action="/inbox/replay">
                <input type="hidden" name="id" value="${job.id}" /><button>Put back</button>
              </form>
            </td>
          </tr>`,
      )}
    </table>`;
}

function attemptsText(attempts: number): string {
  return attempts === 1 ? '(1 attempt)' : `(${attempts} attempts)`;
}

function budgets({ budgets: all, now }: InboxView): Html {
  if (all.size === 0) {
    return html`<h2>Calls to GitHub</h2>
      <p class="soft">None since the start.</p>`;
  }
  return html`<h2>Calls to GitHub</h2>
    <table>
      <tr>
        <th>installation</th>
        <th>left in this hour</th>
        <th>new hour in</th>
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
            <td>${durationText(resetAt.getTime() - now.getTime())}</td>
          </tr>`,
      )}
    </table>`;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A time span in one unit, as people say it. */
function durationText(milliseconds: number): string {
  const units = [
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
  ] as const;
  for (const [length, name] of units) {
    if (milliseconds >= 2 * length) return `${Math.round(milliseconds / length)} ${name}`;
  }
  return `${Math.max(0, Math.round(milliseconds / second))} s`;
}
