import type { DriftRecord, FeatureDrift } from '../../schemas/types.ts';
import { collapsed } from './collapsed.ts';
import { byAttention, levelOf, timesThreshold } from './drift/attention.ts';
import { nextSteps } from './drift/steps.ts';
import { findings, outcomeTitles, since, summarySentence } from './drift/words.ts';
import {
  comparedLines,
  flowLines,
  schemaLines,
  sliceLines,
  togetherLines,
} from './drift-details.ts';
import { heatStrip, mostDrifted } from './drift-pictures.ts';
import { performanceReasons, performanceTable } from './drift-performance.ts';
import { driftReasons } from './drift-reasons.ts';
import { driftTable } from './drift-table.ts';
import { driftWording } from './drift-wording.ts';
import { fit, type Part } from './fit.ts';
import { literal } from './literal.ts';
import { formatNumber, formatWhole } from './number.ts';
import { prose } from './prose.ts';
import { more, table } from './table.ts';
import { titled } from './titled.ts';

const most = { features: 200, strips: 20, windows: 60, metrics: 30, notes: 20 };

const signs = {
  drift: '\ud83d\udd34',
  warning: '\ud83d\udfe1',
  stable: '\ud83d\udfe2',
  'insufficient-data': '\u2753',
} as const satisfies { readonly [Key in DriftRecord['outcome']]: string };

/**
 * The job summary of `monitor`: what was found, what to do, and what it rests on; at the end what a person should know beside
 * it, a sentence each. What a record lacks is left out.
 */
export function renderDriftSummary(record: DriftRecord, notes: readonly string[] = []): string {
  const head = [
    `## ${signs[record.outcome]} ${outcomeTitles[record.outcome]}: ${literal(record.model, 64)}`,
    '',
    driftSentence(record),
    ...findingLines(record),
    '',
    '**What to do next**',
    ...nextSteps(record, driftWording).flatMap((step) => ['', step]),
  ];
  return fit(head, [...parts(record), { essential: false, lines: noteLines(notes) }], []);
}

/** How many features drifted, in which window, on how many rows. */
export function driftSentence(record: DriftRecord): string {
  const first = since(record);
  const said = summarySentence(record, driftWording);
  return first === null ? said : `${said} It has been there since ${driftWording.time(first)}.`;
}

function noteLines(notes: readonly string[]): readonly string[] {
  const told = notes.filter((note) => note !== '').slice(0, most.notes);
  return told.length === 0 ? [] : ['', ...told.map((note) => `- ${prose(note, 400)}`)];
}

/** What was found, an item each, after an empty line; none where nothing is wrong. */
export function findingLines(record: DriftRecord): readonly string[] {
  const found = findings(record, driftWording);
  return found.length === 0 ? [] : ['', ...found.map((sentence) => `- ${sentence}`)];
}

function parts(record: DriftRecord): readonly Part[] {
  const { features } = record;
  const telling = features.filter(({ outcome }) => outcome !== 'stable');
  const others = features.filter(({ outcome }) => outcome === 'stable');
  const alone = telling.length === 0;
  return [
    titled('Performance', performanceTable(record.performance ?? [], most)),
    titled(
      'Features',
      features.length === 0 ? [] : driftTable(alone ? others : telling, most.features),
    ),
    {
      ...titled('Why', [...performanceReasons(record), ...driftReasons(record)]),
      essential: false,
    },
    shown('Columns that changed', schemaLines(record), record.schemaChanges ?? []),
    shown('Rows and their age', flowLines(record), [record.freshness, record.volume]),
    shown('Slices', sliceLines(record), record.slices ?? []),
    { essential: false, lines: stripLines(record) },
    ...mostDrifted(record).map((lines) => ({ essential: false, lines })),
    folded('By what a classifier tells the data apart', togetherLines(record)),
    folded(
      `Features without drift (${formatWhole(others.length)})`,
      alone || others.length === 0 ? [] : driftTable(others, most.features),
    ),
    folded('How it was compared', comparedLines(record)),
  ];
}

/** Open where something of it drifted, else folded away. */
function shown(
  title: string,
  lines: readonly string[],
  judged: readonly ({ readonly outcome: string } | undefined)[],
): Part {
  const isAlarming = judged.some(
    (each) => each?.outcome === 'drift' || each?.outcome === 'warning',
  );
  return isAlarming ? titled(title, lines) : folded(title, lines);
}

function folded(title: string, lines: readonly string[]): Part {
  return { essential: false, lines: lines.length === 0 ? [] : collapsed(title, lines) };
}

function stripLines({ features, windows = [] }: DriftRecord): readonly string[] {
  const shown = windows.slice(-most.windows);
  const known = byAttention(features.filter(({ history }) => history !== undefined));
  if (shown.length < 2 || known.length === 0) return [];
  const [first, last] = [shown[0]?.start ?? '', shown.at(-1)?.start ?? ''];
  const rows = known.slice(0, most.strips).map((feature) => stripRow(feature, shown.length));
  return [
    '**By windows**',
    '',
    ...table(
      [
        { heading: 'Feature', align: 'left' },
        { heading: `${driftWording.time(first)} to ${driftWording.time(last)}`, align: 'left' },
        { heading: 'Times the threshold', align: 'right' },
      ],
      rows,
    ),
    ...more(known.length - rows.length, 'features are not shown.'),
    '',
    '<sub>A block a window, the higher the larger the change: from the middle height on it reaches its threshold. A dot is a window that could not be judged.</sub>',
  ];
}

function stripRow(
  { feature, threshold, history, size }: FeatureDrift,
  windows: number,
): readonly string[] {
  const levels = (history?.sizes ?? [])
    .slice(-windows)
    .map((each) => levelOf(timesThreshold(each, threshold)));
  return [
    literal(feature, 80),
    heatStrip(levels),
    formatNumber(timesThreshold(size, threshold), 2),
  ];
}
