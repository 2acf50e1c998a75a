import type { DriftRecord } from '../../../schemas/types.ts';
import { html, type Html } from '../../evidence/html.ts';
import { sha256 } from '../../record/digest.ts';
import { comparedSection } from './compared.ts';
import { distributions } from './distributions.ts';
import { featureTable } from './feature-table.ts';
import { heatMap } from './heat-map.ts';
import { wording, section } from './parts.ts';
import type { PagePicture } from './picture.ts';
import { script } from './script.ts';
import {
  multivariateSection,
  performanceSection,
  schemaSection,
  slicesSection,
  volumeSection,
} from './sections.ts';
import { nextSteps } from './steps.ts';
import { style } from './style.ts';
import { timeText } from './time-text.ts';
import { findings, outcomeTitles, persistenceWords, since, summarySentence } from './words.ts';

/** What the report page shows: a record, and the pictures that are too large for one. */
export interface DriftPage {
  readonly record: DriftRecord;
  readonly features: readonly PagePicture[];
}

/**
 * The report of one comparison as a page of its own: nothing is loaded, and without scripts only the sorting of its
 * table is lacking. Whatever is not in the record is left out.
 */
export function renderDriftPage(page: DriftPage): string {
  const { record } = page;
  const sections = sectionsOf(page);
  const body = html`<body>
    <a class="skip" href="#main">To the findings</a>
    <header>
      <p class="soft">Assay, monitoring of ${record.repository}</p>
      <h1>${record.model}: ${lowered(outcomeTitles[record.outcome])}</h1>
      <nav aria-label="Contents">
        ${sections.map(([id, name]) => html`<a href="#${id}">${name}</a> `)}
      </nav>
    </header>
    <main id="main">${sections.map(([, , content]) => content)}</main>
    <footer class="soft">
      Made by Assay from the record ${record.id.slice(0, 19)}, ${timeText(record.createdAt)}.
    </footer>
  </body>`;
  // Text from outside is on one line already, so only our own indentation goes.
  return `${head(record)}${body.markup.replaceAll(/\n\s*/g, '\n')}</html>\n`;
}

function lowered(title: string): string {
  return `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`;
}

function head({ model, outcome }: DriftRecord): string {
  const title = html`<title>${model}: ${lowered(outcomeTitles[outcome])}</title>`.markup;
  const policy = `default-src 'none'; style-src ${sourceHash(style)}; script-src ${sourceHash(script)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="assay drift">
${title}
<style>${style}</style>
<script type="module">${script}</script></head>`;
}

/** What a content security policy knows a style or a script by. */
function sourceHash(source: string): string {
  return `'sha256-${Buffer.from(sha256(source).slice('sha256:'.length), 'hex').toString('base64')}'`;
}

type Entry = readonly [id: string, name: string, content: Html];

function sectionsOf({ record, features }: DriftPage): readonly Entry[] {
  const all: readonly (readonly [string, string, Html | null])[] = [
    ['verdict', 'Verdict', verdictSection(record)],
    ['performance', 'Performance', performanceSection(record)],
    ['windows', 'By windows', windowsSection(record)],
    [
      'distributions',
      'Distributions',
      section('distributions', 'Distributions', distributions(record.features, features)),
    ],
    ['multivariate', 'Together', multivariateSection(record)],
    ['slices', 'Slices', slicesSection(record)],
    ['schema', 'Columns', schemaSection(record)],
    ['volume', 'Volume', volumeSection(record)],
    ['features', 'All features', featuresSection(record)],
    ['compared', 'What was compared', comparedSection(record)],
  ];
  return all.flatMap(([id, name, content]) => (content === null ? [] : [[id, name, content]]));
}

function verdictSection(record: DriftRecord): Html | null {
  const found = findings(record, wording);
  const first = since(record);
  return section('verdict', 'What was found', [
    html`<div class="verdict ${record.outcome}">
      <p>${summarySentence(record, wording)}</p>
      ${
        found.length === 0
          ? null
          : html`<ul>
              ${found.map((sentence) => html`<li>${sentence}</li>`)}
            </ul>`
      }${first === null ? null : html`<p>It has been there <b>since ${timeText(first)}</b>.</p>`}
    </div>`,
    html`<h3>What to do next</h3>
      ${nextSteps(record, wording).map((step) => html`<p>${step}</p>`)}`,
  ]);
}

function windowsSection(record: DriftRecord): Html | null {
  const map = heatMap(record);
  if (map === null) return null;
  const words = persistenceWords(record);
  return section('windows', 'Features by windows', [
    html`<p>
      How large the change of each feature is in each window, as a multiple of its threshold.
      ${words === null ? null : `It lasts when it is there in ${words}.`}
    </p>`,
    map,
  ]);
}

function featuresSection({ features }: DriftRecord): Html | null {
  if (features.length === 0) return null;
  return section('features', 'All features', [featureTable(features)]);
}
