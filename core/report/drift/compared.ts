import type { DriftRecord, DriftSide } from '../../../schemas/types.ts';
import { html, type Html, outsideLink } from '../../evidence/html.ts';
import { formatCount, formatDuration, formatWhole } from '../number.ts';
import { definitions } from '../../evidence/sections/parts.ts';
import { section } from './parts.ts';
import { timeText } from './time-text.ts';
import { persistenceWords } from './words.ts';

/** What was compared with what, and by which rule. */
export function comparedSection(record: DriftRecord): Html | null {
  const { reference, current, window, windows = [], source, producer } = record;
  return section('compared', 'What was compared', [
    definitions([
      ['reference', reference === null ? null : side(reference)],
      ['current data', current === null ? null : side(current)],
      ['judged', window === null ? null : `${timeText(window.start)} to ${timeText(window.end)}`],
      ['not opened', current?.unreadable === undefined ? null : unreadable(current.unreadable)],
      ['windows', windows.length === 0 ? null : formatWhole(windows.length)],
      ['lasts when it is in', persistenceWords(record)],
      ['reported by', source === undefined ? null : reportedBy(source)],
      ['model', `${record.model} of ${record.repository}`],
      ['commit', html`<code>${record.commit}</code>`],
      [
        'made',
        html`<time datetime="${record.createdAt}">${timeText(record.createdAt)}</time> by
          ${producer.action} ${producer.version}`,
      ],
      ['took', record.durationSeconds === null ? null : formatDuration(record.durationSeconds)],
      ['record', html`<code>${record.id}</code>`],
    ]),
    source === undefined
      ? rule
      : html`<p>Another monitor decided, by its own rule; its methods are in the table.</p>`,
  ]);
}

function side({ path, digest, rows, version, window }: DriftSide): Html {
  const when =
    window === undefined ? '' : ` from ${timeText(window.start)} to ${timeText(window.end)}`;
  return html`<code>${path}</code>,
    ${formatCount(rows, 'row')}${when}${version === undefined ? null : html`, as kept with version ${version}`}${digest === null ? null : html`<br /><code class="soft">${digest}</code>`}`;
}

function unreadable({ count, files }: NonNullable<DriftSide['unreadable']>): Html {
  const left = count - files.length;
  return html`${files.map(({ path, reason }) => html`<code>${path}</code>: ${reason}<br />`)}
  ${left > 0 ? `${formatWhole(left)} more` : null}`;
}

function reportedBy({ adapter, reportedBy: who, url }: NonNullable<DriftRecord['source']>): Html {
  return html`${adapter}${who === null ? null : html`, ${who}`}${url === null ? null : html`: ${outsideLink(url)}`}`;
}

const rule = html`<p>
    A feature drifts when its change is significant, large, and lasts. <b>Significant</b>: the false
    discovery rate over all features is at most 0.01 (Benjamini-Hochberg). <b>Large</b>: for numbers
    and lengths of texts, Kolmogorov-Smirnov's D, the largest distance between the two cumulative
    distributions; for categories, Cramér's V; each from 0 (alike) to 1, and at or above its
    threshold. Missing values and levels that the reference does not hold are tests of their own: a
    difference of 2 points or more that chance does not explain. <b>Lasts</b>: in as many of the
    newest windows as is said above.
  </p>
  <p>
    With too few rows a distribution is not judged, which is not the same as no drift; the smallest
    size that could have been seen is given for each feature. PSI is the population stability index
    less what is expected of it without drift.
  </p>`;
