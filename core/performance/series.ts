import type { PerformanceDrift, PersistenceConfig } from '../../schemas/types.ts';
import { pageHinkley } from '../statistics/page-hinkley.ts';
import { smallestDetectable } from '../statistics/rows-needed.ts';
import { bounded } from '../text/bounded.ts';
import { isoOf } from '../time/instant.ts';
import {
  allowedRegression,
  type Bound,
  boundOf,
  type ReferenceValue,
  type WatchedMetric,
} from './bounds.ts';
import { fewestRows } from './facts.ts';
import { judgeWindow, type WindowVerdict } from './judge-window.ts';
import { type Measured, standardErrorOf } from './measure.ts';
import { type Judgement, reasonFor } from './reason.ts';
import type { Span } from './rows.ts';

/** The metrics of a window. */
export interface MeasuredWindow {
  /** Null where all rows are one window. */
  readonly span: Span | null;
  readonly measures: ReadonlyMap<string, Measured>;
}

/** How the windows are judged. */
export interface SeriesRules {
  readonly persistence: PersistenceConfig;
  readonly references: ReadonlyMap<string, ReferenceValue>;
  readonly estimated: boolean;
  /** What else is to be said of every metric, a sentence; may be empty. */
  readonly note: string;
}

/** Judges each metric by its windows, oldest first. Windows of under 200 rows are shown and not judged. */
export function judgeSeries(
  watched: readonly WatchedMetric[],
  windows: readonly MeasuredWindow[],
  rules: SeriesRules,
): PerformanceDrift[] {
  const bounds = new Map(
    watched.flatMap((one) => {
      const bound = boundOf(one, rules.references.get(one.id) ?? null);
      return bound === null ? [] : [[one.id, bound] as const];
    }),
  );
  const verdicts = windows.map((window) => verdictsOf(watched, window, bounds));
  return watched.map((one) =>
    judgeMetric(
      one,
      windows.map(({ span, measures }, index) => ({
        span,
        measured: measures.get(one.id) ?? nothing,
        verdict: verdicts[index]?.get(one.id) ?? 'unjudged',
      })),
      bounds.get(one.id) ?? null,
      rules,
    ),
  );
}

const nothing: Measured = { rows: 0, value: null, interval: null };

function verdictsOf(
  watched: readonly WatchedMetric[],
  { measures }: MeasuredWindow,
  bounds: ReadonlyMap<string, Bound>,
): ReadonlyMap<string, WindowVerdict> {
  return judgeWindow(
    watched.flatMap(({ id, metric }) => {
      const [measured, bound] = [measures.get(id), bounds.get(id)];
      if (metric === null || measured === undefined || bound === undefined) return [];
      if (measured.rows < fewestRows) return [];
      return [{ metric: id, direction: metric.direction, measured, bound }];
    }),
  );
}

interface MetricWindow {
  readonly span: Span | null;
  readonly measured: Measured;
  readonly verdict: WindowVerdict;
}

function judgeMetric(
  watched: WatchedMetric,
  windows: readonly MetricWindow[],
  bound: Bound | null,
  { persistence, references, estimated, note }: SeriesRules,
): PerformanceDrift {
  const { id, metric, gate } = watched;
  const reference = references.get(id) ?? null;
  const judged = windows.filter(({ measured }) => measured.rows >= fewestRows);
  const newest = judged.at(-1) ?? windows.findLast(({ measured }) => measured.rows > 0);
  const { rows, value, interval } = newest?.measured ?? nothing;
  const change = pageHinkley(judged.map(({ measured }) => measured.value));
  const changed = change === null ? null : (judged[change.at]?.span ?? null);
  const isWorse =
    change !== null && (change.direction === 'up') === (metric?.direction === 'lower');
  const recent = judged.slice(-persistence.of);
  const isOneWindow = windows.every(({ span }) => span === null);
  const judgement: Judgement = {
    metric: id,
    direction: metric?.direction ?? 'higher',
    measured: { rows, value, interval },
    mostRows: Math.max(0, ...windows.map(({ measured }) => measured.rows)),
    bound,
    reference: reference?.value ?? null,
    gate,
    estimated,
    verdict: newest?.verdict ?? 'unjudged',
    beyond: recent.filter(({ verdict }) => verdict === 'beyond').length,
    needed: isOneWindow ? 1 : persistence.drifted,
    of: isOneWindow ? 1 : persistence.of,
    isOneWindow,
    start: newest?.span == null ? null : isoOf(newest.span.start),
    changedAt: changed === null ? null : isoOf(changed.start),
    streamIsWorse: isWorse,
  };
  const allowed = allowedRegression(gate, reference);
  return {
    metric: id.slice(0, 64),
    estimated,
    value,
    interval: ends(interval),
    rows,
    reference: reference?.value ?? null,
    limit: gate.limit ?? null,
    ...(allowed === undefined ? {} : { maxRegression: allowed }),
    outcome: outcomeOf(judgement),
    ...(isOneWindow ? {} : { history: windows.flatMap((window) => pointOf(window, judgement)) }),
    smallestDetectable: interval === null ? null : smallestDetectable(standardErrorOf(interval)),
    changedAt: isWorse ? judgement.changedAt : null,
    reason: bounded(
      [reasonFor(judgement, outcomeOf(judgement)), note].filter(Boolean).join(' '),
      1024,
    ),
  };
}

/** Of a metric by all its windows. */
function outcomeOf(judgement: Judgement): PerformanceDrift['outcome'] {
  const { measured, bound, verdict, beyond, needed, streamIsWorse } = judgement;
  if (measured.rows < fewestRows) return 'insufficient-data';
  // What has no bound is not judged, but that it went to a worse level is seen without one.
  if (bound === null) return streamIsWorse ? 'warning' : 'insufficient-data';
  if (beyond >= needed) return 'drift';
  if (verdict === 'unjudged') return 'insufficient-data';
  if (verdict === 'beyond' || streamIsWorse) return 'warning';
  return outcomeAlone(judgement, judgement);
}

/** Of one window: what can't be compared is never stable, nor what is beyond its bound though the rows can't surely tell. */
function outcomeAlone(
  { measured: { value }, verdict }: Pick<MetricWindow, 'measured' | 'verdict'>,
  { direction, bound }: Pick<Judgement, 'direction' | 'bound'>,
): PerformanceDrift['outcome'] {
  if (verdict === 'beyond') return 'drift';
  if (verdict === 'within') return 'stable';
  if (verdict === 'unjudged' || value === null || bound === null) return 'insufficient-data';
  const isOver = direction === 'lower' ? value > bound.worst : value < bound.worst;
  return isOver ? 'insufficient-data' : 'stable';
}

function pointOf(
  window: MetricWindow,
  judgement: Judgement,
): NonNullable<PerformanceDrift['history']> {
  const { span, measured } = window;
  if (span === null) return [];
  const { rows, value, interval } = measured;
  const outcome = outcomeAlone(window, judgement);
  const [start, end] = [isoOf(span.start), isoOf(span.end)];
  return [{ start, end, rows, value, interval: ends(interval), outcome }];
}

function ends(interval: Measured['interval']): PerformanceDrift['interval'] {
  return interval === null ? null : { lower: interval.low, upper: interval.high };
}
