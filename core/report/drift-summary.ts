import type { DriftRecord, DriftSide } from '../../schemas/types.ts';
import { driftLegend, driftTable } from './drift-table.ts';
import { fit } from './fit.ts';
import { digest } from './link.ts';
import { literal } from './literal.ts';
import { formatCount } from './number.ts';
import { prose } from './prose.ts';

const most = { features: 200, reasons: 20 };

const headings = {
  drift: '\ud83d\udd34 Drift',
  warning: '\ud83d\udfe1 A change that does not last yet',
  stable: '\ud83d\udfe2 No drift',
  'insufficient-data': '\u2753 Not enough data to tell',
} as const satisfies { readonly [Key in DriftRecord['outcome']]: string };

/** The job summary of `monitor`: the finding, both sides, a row a feature, and the reasons. */
export function renderDriftSummary(record: DriftRecord): string {
  const head = [
    `## ${headings[record.outcome]}: ${literal(record.model, 64)}`,
    '',
    driftSentence(record),
  ];
  return fit(
    head,
    [
      { essential: true, lines: driftTable(record.features, most.features) },
      { essential: true, lines: [driftLegend] },
      { essential: false, lines: reasons(record) },
      { essential: false, lines: sides(record) },
    ],
    [],
  );
}

/** How many features drifted, in which window, on how many rows. */
export function driftSentence({ features, window, reference, current }: DriftRecord): string {
  const drifted = features.filter(({ outcome }) => outcome === 'drift').length;
  const when =
    window === null ? '' : `, from ${literal(window.start, 40)} to ${literal(window.end, 40)}`;
  return `${drifted} of ${formatCount(features.length, 'feature')} drifted${when}: ${rowsOf(current, 'now')} against ${rowsOf(reference, 'of reference')}.`;
}

function rowsOf(side: DriftSide | null, words: string): string {
  return side === null
    ? `an unknown number of rows ${words}`
    : `${formatCount(side.rows, 'row')} ${words}`;
}

function reasons({ features }: DriftRecord): readonly string[] {
  const telling = features.filter(({ outcome, reason }) => outcome !== 'stable' && reason !== '');
  return telling
    .slice(0, most.reasons)
    .map(({ feature, reason }) => `- ${literal(feature, 80)}: ${prose(reason, 300)}`);
}

function sides({ reference, current }: DriftRecord): readonly string[] {
  const named = [
    ...(reference === null ? [] : [`Reference ${sideText(reference)}`]),
    ...(current === null ? [] : [`Current ${sideText(current)}`]),
  ];
  return named.length === 0 ? [] : [`<sub>${named.join('. ')}.</sub>`];
}

function sideText(side: DriftSide): string {
  return `${literal(side.path, 120)}${side.digest === null ? '' : ` ${digest(side.digest)}`}`;
}
