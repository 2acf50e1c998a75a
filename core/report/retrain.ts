import type { DriftRecord, FeatureOutcome } from '../../schemas/types.ts';
import type { RetrainFacts } from '../retrain/decide.ts';
import type { Finding } from '../retrain/findings.ts';
import { performanceReasons, performanceTable } from './drift-performance.ts';
import { isUnbounded, since } from './drift/words.ts';
import { driftPictures } from './drift-pictures.ts';
import { driftReasons } from './drift-reasons.ts';
import { driftSentence, findingLines } from './drift-summary.ts';
import { driftLegend, driftTable } from './drift-table.ts';
import { driftWording } from './drift-wording.ts';
import { fit, type Part } from './fit.ts';
import { link } from './link.ts';
import { literal, oneLine } from './literal.ts';
import { type EarlierText, earlierRetrainings } from './retrain-earlier.ts';
import { type StateChange, stateChanges } from './state-change.ts';
import { titled } from './titled.ts';

/** What a retraining pull request is made of. */
export interface RetrainText {
  readonly model: string;
  /** What reported the drift; null when only a person asks for it. */
  readonly drift: DriftRecord | null;
  /** The newest windows in a row in which it drifts, newest first. */
  readonly row: readonly Pick<Finding, 'start' | 'end'>[];
  /** The login of the person or service that asked; null for a drift record. */
  readonly requestedBy: string | null;
  /** Whether that was a person, or a monitor that names a window; null for a drift record. */
  readonly asked: RetrainFacts['asked'];
  readonly changes: readonly StateChange[];
  /** The champion's version, without `v`; null when none is registered. */
  readonly champion: string | null;
  /** The last retrainings that are over, newest first. */
  readonly earlier: readonly EarlierText[];
  /** The workflow run that found the drift; null when the report came from elsewhere. */
  readonly runUrl: string | null;
}

/** The title of the one retraining pull request of a model. Plain text; it does not change with later reports. */
export function retrainTitle(model: string): string {
  return `Retrain ${oneLine(model, 64)} on newer data`;
}

/** The body: why, what changes, and how it goes on. */
export function renderRetrainBody(text: RetrainText): string {
  const { model, drift, changes, champion, earlier } = text;
  const name = literal(model, 64);
  return fit(
    [reason(name, text), ...windowLines(text), ...(drift === null ? [] : findingLines(drift))],
    [
      { essential: true, lines: ['**What this changes**', '', ...stateChanges(changes)] },
      ...(drift === null ? [] : evidence(drift)),
      ...(earlier.length === 0
        ? []
        : [
            {
              essential: true,
              lines: ['**The last retrainings**', '', ...earlierRetrainings(earlier)],
            },
          ]),
      { essential: true, lines: ['**What happens next**', '', ...steps(name, champion)] },
      { essential: true, lines: ['**What you can type**', '', ...commands(model, champion)] },
    ],
    [],
  );
}

function evidence(drift: DriftRecord): readonly Part[] {
  const { features } = drift;
  const hasDrifted = features.some(isAmiss);
  const telling = features.filter(({ outcome }) => outcome !== 'stable');
  const pictures = driftPictures(drift);
  const judged = (drift.performance ?? []).filter((metric) => !isUnbounded(metric));
  return [
    titled('Performance in production', performanceTable(judged, { metrics: 10, windows: 30 })),
    titled('What drifted', hasDrifted ? driftTable(telling, 30) : []),
    { essential: true, lines: !hasDrifted ? [] : [`<sub>${driftLegend}</sub>`] },
    { essential: true, lines: [...performanceReasons(drift), ...driftReasons(drift)] },
    { ...titled('In pictures', pictures), essential: false },
  ];
}

function reason(name: string, { drift, requestedBy, asked: by, runUrl }: RetrainText): string {
  if (drift === null && by === 'person') {
    return `${literal(requestedBy ?? 'somebody', 64)} asked for it; no drift of ${name} is on record.`;
  }
  const asked = requestedBy === null ? '' : ` Asked for by ${literal(requestedBy, 64)}.`;
  if (drift === null) return `The data of ${name} is reported to have drifted.${asked}`;
  const found = runUrl === null ? from(drift) : ` Found by the ${link('workflow run', runUrl)}.`;
  const isMetric = !drift.features.some(isAmiss) && drift.performance?.some(isAmiss) === true;
  const what = isMetric
    ? `The performance of ${name} is beyond what is allowed.`
    : `The data of ${name} has drifted from what it was trained on.`;
  return `${what} ${driftSentence(drift)}${found}${asked}`;
}

function isAmiss({ outcome }: { readonly outcome: FeatureOutcome }): boolean {
  return outcome === 'drift' || outcome === 'warning';
}

/** Another monitor's word, with its own page where it has one. */
function from({ source }: DriftRecord): string {
  if (source === undefined) return '';
  const where = source.url === null ? '' : `: ${link('see there', source.url)}`;
  return ` Reported by ${literal(source.adapter, 64)}${where}.`;
}

const mostWindows = 5;

/** Since when, unless the record says it already, and in which windows. */
function windowLines({ row, drift }: RetrainText): readonly string[] {
  const known = row.filter(({ start, end }) => start !== null && end !== null);
  const first = known.at(-1);
  if (first === undefined) return [];
  const shown = known
    .slice(0, mostWindows)
    .map(
      ({ start, end }) => `${driftWording.time(start ?? '')} to ${driftWording.time(end ?? '')}`,
    );
  const rest = known.length > shown.length ? `, and ${known.length - shown.length} before` : '';
  const windows = row.length === 1 ? 'in the window' : `in ${row.length} windows in a row:`;
  const isSaid = drift !== null && since(drift) !== null;
  const said = isSaid
    ? 'It drifted'
    : `It has drifted since ${driftWording.time(first.start ?? '')},`;
  return ['', `${said} ${windows} ${shown.join(', ')}${rest}.`];
}

function steps(name: string, champion: string | null): readonly string[] {
  const against =
    champion === null
      ? 'no version is registered yet to compare with'
      : `it is compared with the champion ${literal(`v${champion}`, 40)}, also on the rows that drifted where these are known`;
  return [
    `1. The workflow trains ${name} on the new window and evaluates it; the comment below shows the verdict; ${against}.`,
    '2. A later drift report updates this pull request and opens no other, as long as nobody else has pushed to its branch. When the drift clears, it is closed.',
    '3. Merge it when the check `assay` passes: the workflow on the default branch registers the new version. Close it to leave the model as it is: this drift is then silent until it gets worse.',
  ];
}

function commands(model: string, champion: string | null): readonly string[] {
  const name = oneLine(model, 64);
  const beside =
    champion === null
      ? []
      : [`- ${literal(`/assay compare ${name} v${champion}`)}: its metrics beside the champion's.`];
  return [
    ...beside,
    `- ${literal(`/assay retrain ${name}`)}: this again, on the newest drift.`,
    `- ${literal(`/assay pause retrain ${name}`)}: no retraining until ${literal(`/assay resume retrain ${name}`)}.`,
  ];
}
