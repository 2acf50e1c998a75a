import type { Window } from '../../schemas/types.ts';
import { isoOf } from '../time/instant.ts';
import { type Examined, examine } from './examined.ts';
import { stretchOf } from './drifted-stretch.ts';
import type { DriftFacts, DriftFindings } from './facts.ts';
import { freshnessOf } from './freshness.ts';
import { overallOutcome } from './overall.ts';
import { usualPersistence } from './rules.ts';
import { addedColumns, lostTime, schemaChanges } from './schema-changes.ts';
import { withStreams } from './streams.ts';
import { subjectsOf } from './subjects.ts';
import { shareThresholds } from './thresholds.ts';
import { toRecord } from './to-record.ts';
import { volumeOf } from './volume.ts';

/** So much of each fits a record of the longest list of features, which must stay under 20 MB. */
const most = { historyCells: 50_000, pictures: 500, longReasons: 2_000 };

/**
 * Compares current data with the reference, column by column. A column drifts when its distribution, its share of
 * missing values, of levels unknown to the reference, of values beyond its range, or of unreadable values changed
 * significantly and by much, and lastingly where there are windows; or when it is gone. Throws the InputError
 * `no-column` for a listed feature that the reference lacks; all else that is odd in the data is an outcome.
 */
export function examineDrift(facts: DriftFacts): DriftFindings {
  const { reference, current, options, now } = facts;
  const persistence = options.persistence ?? usualPersistence;
  const subjects = subjectsOf(reference, options);
  const thresholds = shareThresholds(options.thresholds);
  const unjudged = whyTooEarly(facts);
  const { features, windows } = examine(
    subjects,
    current,
    thresholds,
    persistence,
    unjudged !== null,
  );
  const window = windowOf(facts);
  const added = addedColumns(facts);
  const context = {
    window,
    persistence: windows.length === 0 ? null : persistence,
    thresholds,
    added,
    unjudged,
  };
  const extents = extentsOf(features);
  const found = features.map((examined) =>
    toRecord(examined, features.length, context, {
      history: extents.histories.has(examined),
      picture: extents.pictures.has(examined),
      longReason: extents.longReasons.has(examined),
    }),
  );
  const starts = windows.map(({ start }) => start);
  const records = withStreams(found, starts);
  const stretch = stretchOf(current, records);
  const freshness = freshnessOf(facts);
  const volume = volumeOf(current.windows, now, options.freshnessMs);
  const findings = {
    window,
    ...(stretch === null ? {} : { drifted: stretch }),
    ...(windows.length === 0 ? {} : { windows: [...windows], persistence: { ...persistence } }),
    schemaChanges: [...schemaChanges(facts, features, added)],
    ...(freshness === null ? {} : { freshness }),
    ...(volume === null ? {} : { volume }),
    features: records,
  };
  const nothingElse = { performance: [], multivariate: null, slices: [], unreadableFiles: 0 };
  return { outcome: overallOutcome(findings, nothingElse), ...findings };
}

/** Why there is no window although windows are asked for; null where nothing stands in the way of judging. */
function whyTooEarly(facts: DriftFacts): string | null {
  const { current, options } = facts;
  if (!options.hasWindows || current.windows.length > 0) return null;
  const lost = lostTime(facts);
  if (lost !== null) return lost.reason;
  return current.span === null
    ? 'No row has a time that can be read and is not in the future, so there is no window to judge.'
    : 'No window of monitor.window is over yet, and one that still runs is not judged.';
}

/** The newest window; without windows, the span of the time. */
function windowOf({ current }: DriftFacts): Window | null {
  const newest = current.windows.at(-1);
  if (newest !== undefined) return { start: isoOf(newest.start), end: isoOf(newest.end) };
  return current.span === null ? null : { start: current.span.start, end: current.span.end };
}

/** Which columns are told at length: those that drift or warn first, the largest first; predictions always. */
function extentsOf(features: readonly Examined[]): {
  readonly histories: ReadonlySet<Examined>;
  readonly pictures: ReadonlySet<Examined>;
  readonly longReasons: ReadonlySet<Examined>;
} {
  const byRank = features.toSorted((a, b) => rank(a) - rank(b) || sizeOf(b) - sizeOf(a));
  const windows = Math.max(1, features[0]?.history.length ?? 1);
  const pictured = byRank.filter((one) => rank(one) < ranks.others).slice(0, most.pictures);
  return {
    histories: new Set(byRank.slice(0, Math.floor(most.historyCells / windows))),
    pictures: new Set(pictured),
    longReasons: new Set(byRank.slice(0, most.longReasons)),
  };
}

const ranks = { prediction: 0, drift: 1, warning: 2, others: 3 } as const;

function rank({ judged, outcome }: Examined): number {
  if (judged.look.subject.role === 'prediction') return ranks.prediction;
  if (outcome === 'drift') return ranks.drift;
  return outcome === 'warning' ? ranks.warning : ranks.others;
}

function sizeOf({ judged }: Examined): number {
  return judged.look.comparison?.size ?? 0;
}
