import type { CheckResult } from '../../../schemas/types.ts';
import { type ClauseRow, clauseTable, type FrameworkClauses } from '../clause-table.ts';
import type { EvidenceFacts } from '../facts.ts';
import { fileLink, html, type Html } from '../html.ts';
import { badge, code, paragraph, section, table } from './parts.ts';

/** Laws and standards, clause by clause, with what the folder has for each. */
export function clausesSection(facts: EvidenceFacts): Html {
  return section('clauses', 'Clauses and their evidence', [
    paragraph(
      'A check is evidence for a clause; whether a clause is met, no check can say. The checks are those of the verdict above; a record or a document that is named is where to look, and may say nothing to it. A law or a standard has other clauses too, for which nothing here is evidence; of Annex IV of the EU AI Act every point is listed.',
    ),
    ...clauseTable(facts).map(frameworkPart),
  ]);
}

function frameworkPart({ name, about, rows }: FrameworkClauses): Html {
  return html`<h3>${name}</h3>
    <p class="soft">${about}</p>
    ${table(
      ['clause', 'what it is about', 'evidence'],
      rows.map((row) => [html`<b>${row.clause}</b>`, row.about, evidenceOf(row)]),
    )}`;
}

function evidenceOf({ results, absent, parts }: ClauseRow): Html {
  const none = results.length + parts.length === 0;
  const lines = [
    ...results.map(checkLine),
    ...parts.map(({ name, file }) => html`<div>${fileLink(file, name)}</div>`),
    none ? html`<div><b>None in this folder.</b></div>` : null,
    absent.length === 0
      ? null
      : html`<div class="soft">
          Not in the verdict:
          ${absent.map((id, index) => html`${index === 0 ? '' : html`, `}${code(id)}`)}
        </div>`,
  ];
  return html`${lines}`;
}

function checkLine({ check, outcome, waiver }: CheckResult): Html {
  return html`<div>
    ${badge(outcome)}
    ${fileLink(`#check-${check}`, check)}${waiver === undefined ? null : html` (waived)`}
  </div>`;
}
