import type { EvidenceFacts } from './facts.ts';
import type { EvidenceFile } from './files.ts';
import { html, type Html } from './html.ts';
import { clausesSection } from './sections/clauses.ts';
import { filesSection } from './sections/files.ts';
import { documentsSection, promotionsSection, waiversSection } from './sections/life.ts';
import { dataSection, makingSection } from './sections/making.ts';
import { metricsSection } from './sections/metrics.ts';
import { deedsSection, summarySection } from './sections/summary.ts';
import { verdictSection } from './sections/verdict.ts';
import { style } from './style.ts';

/** By this a folder of evidence is told from any other. */
export const generator = 'assay evidence';

const contents = [
  ['summary', 'Summary'],
  ['who', 'Who and when'],
  ['verdict', 'Verdict'],
  ['metrics', 'Metrics'],
  ['data', 'Data'],
  ['making', 'Environment'],
  ['waivers', 'Waivers'],
  ['promotions', 'Promotions'],
  ['documents', 'Documents'],
  ['clauses', 'Clauses'],
  ['files', 'Files'],
] as const;

/** The page `index.html`: it needs no script, loads nothing, and says all that the records beside it say of a version. */
export function renderPage(facts: EvidenceFacts, files: readonly EvidenceFile[]): string {
  const { model, version, repository } = facts.version.record;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="generator" content="${generator}" />
        <title>Evidence: ${model} ${version}</title>
        <style>
          ${styleMarkup}
        </style>
      </head>
      <body>
        <header>
          <h1>Evidence for ${model} ${version}</h1>
          <div class="soft">of ${repository}, from the records of Assay</div>
          <nav>${contents.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav>
        </header>
        <main>${sections(facts, files)}</main>
      </body>
    </html> `;
  return page.markup;
}

const styleMarkup: Html = { markup: style };

function sections(facts: EvidenceFacts, files: readonly EvidenceFile[]): readonly Html[] {
  return [
    summarySection(facts),
    deedsSection(facts),
    verdictSection(facts),
    metricsSection(facts),
    dataSection(facts),
    makingSection(facts),
    waiversSection(facts),
    promotionsSection(facts),
    documentsSection(facts),
    clausesSection(facts),
    filesSection(files),
  ];
}
