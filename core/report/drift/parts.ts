import type { FeatureOutcome } from '../../../schemas/types.ts';
import { html, type Html } from '../../evidence/html.ts';
import { oneLine } from '../literal.ts';
import { timeText } from './time-text.ts';
import { outcomeWords, type Wording } from './words.ts';

/** How the sentences of the page name what comes from outside; it is escaped with the sentence. */
export const wording: Wording = { name: quoted, time: timeText };

function quoted(text: string): string {
  return `\u201c${oneLine(text, 80)}\u201d`;
}

/** A heading with what belongs to it; nothing where nothing does. The id is ours. */
export function section(id: string, title: string, body: readonly (Html | null)[]): Html | null {
  const shown = body.filter((part) => part !== null);
  if (shown.length === 0) return null;
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${shown}
  </section>`;
}

/** What the marks of a picture mean: classes of ours, with what they stand for. */
export function legend(keys: readonly (readonly [string, string])[]): Html {
  return html`<p class="legend" aria-hidden="true">
    ${keys.map(([key, text]) => html`<span><span class="key ${key}"></span>${text}</span> `)}
  </p>`;
}

/** The same outcome by a sign, a word and a colour. */
const signs = {
  drift: '\u25b2',
  warning: '\u25b3',
  unreadable: '?',
  'insufficient-data': '?',
  stable: '\u2713',
} as const satisfies { readonly [Key in FeatureOutcome]: string };

/** An outcome that can be told without its colour. */
export function badge(outcome: FeatureOutcome, words: string = outcomeWords[outcome]): Html {
  return html`<span class="badge ${outcome}">${signs[outcome]} ${words}</span>`;
}

type Cell = Html | string;

/**
 * A table that scrolls by itself where the screen is narrow. Columns whose name begins with `#` hold numbers; the script
 * lets a person sort what is `sortable`.
 */
export function dataTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  kind: 'sortable' | 'plain' = 'plain',
): Html {
  const numeric = columns.map((name) => name.startsWith('#'));
  const open = columns.map((_, index) => (numeric[index] === true ? '<td class="n">' : '<td>'));
  const headings = columns.map(
    (name, index) =>
      html`<th scope="col" ${{ markup: numeric[index] === true ? ' class="n"' : '' }}>
        ${name.replace('#', '')}
      </th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr>
        ${row.map((value, index) => html`${{ markup: open[index] ?? '<td>' }}${value}</td>`)}
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="data ${kind}">
      <thead>
        <tr>
          ${headings}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}
