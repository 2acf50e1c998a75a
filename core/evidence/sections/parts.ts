import { firstRows } from '../../report/table.ts';
import { html, type Html } from '../html.ts';

/** A heading with what belongs to it; the id is ours. */
export function section(id: string, title: string, body: readonly (Html | null)[]): Html {
  return html`<section id="${id}">
    <h2>${title}</h2>
    ${body}
  </section> `;
}

/** A sentence or more for a person. */
export function paragraph(text: string | Html): Html {
  return html`<p>${text}</p> `;
}

/** Names with what they are; pairs whose value is null are left out. */
export function definitions(pairs: readonly (readonly [string, Html | string | null])[]): Html {
  const shown = pairs.filter(([, value]) => value !== null);
  return html`<dl>
    ${shown.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div> `,
    )}
  </dl> `;
}

type Cell = Html | string;

/** A table that scrolls by itself where the screen is narrow. Columns whose name begins with `#` hold numbers. */
export function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  const isNumber = columns.map((name) => name.startsWith('#'));
  const cell = (index: number): string => (isNumber[index] === true ? 'number' : 'text');
  return html`<div class="table">
    <table>
      <thead>
        <tr>
          ${columns.map((name, index) => html`<th class="${cell(index)}">${name.replace('#', '')}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((value, index) => html`<td class="${cell(index)}">${value}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div> `;
}

/** So many rows of a long list are shown; the record has them all. */
const mostRows = 40;

/** The first rows of a long list, and in which file the others are. */
export function longTable(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  file: Html,
): Html {
  const { shown, left } = firstRows(rows, mostRows);
  return html`${table(columns, shown)}${
    left === 0 ? null : html`<p class="soft">And ${left} more, in ${file}.</p> `
  }`;
}

/** A digest or a commit, whole. */
export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

/** A moment as people read it, in UTC. */
export function moment(time: string): Html {
  return html`<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 16)} UTC</time>`;
}

const signs = { pass: '✓', warn: '!', fail: '✗', inconclusive: '?' } as const;

/** An outcome that can be told without its colour. */
export function badge(outcome: keyof typeof signs): Html {
  return html`<span class="badge ${outcome}">${signs[outcome]} ${outcome}</span>`;
}
