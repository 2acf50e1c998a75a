import type { DriftWindow, FeatureOutcome, PersistenceConfig } from '../../schemas/types.ts';
import type { TableProfile, WindowProfile } from '../profile/profile.ts';
import { isoOf } from '../time/instant.ts';
import {
  type Changes,
  isLost,
  type Judged,
  judgeWindow,
  type WindowAlarm,
  windowAlarms,
} from './judge-window.ts';
import { type Course, courseOf } from './lasting.ts';
import { lookAt } from './look.ts';
import type { Subject } from './subjects.ts';
import type { ShareThresholds } from './thresholds.ts';

/** What is kept of a column in a window: no distributions, since there may be many of both. */
export interface Glance {
  readonly size: number | null;
  readonly outcome: FeatureOutcome;
  readonly changes: Changes;
}

/** A column, followed over the windows. */
export interface Examined {
  /** In the newest window; without windows, in all current data. */
  readonly judged: Judged;
  readonly outcome: FeatureOutcome;
  readonly courses: ReadonlyMap<WindowAlarm, Course>;
  /** By window, oldest first; none without windows. */
  readonly history: readonly Glance[];
  /** The start of the first window of the drift that lasts. */
  readonly since: string | null;
}

/** All columns, and what the windows are by themselves. */
export interface Examination {
  readonly features: readonly Examined[];
  readonly windows: readonly DriftWindow[];
}

/**
 * Judges all columns in each window, oldest first, and follows them; without windows, in all current data. Where it is too
 * early to judge, since windows are asked for and none is over, only columns that are lost are told.
 */
export function examine(
  subjects: readonly Subject[],
  current: { readonly whole: TableProfile; readonly windows: readonly WindowProfile[] },
  thresholds: ShareThresholds,
  persistence: PersistenceConfig,
  isTooEarly: boolean,
): Examination {
  const judge = (table: TableProfile): readonly Judged[] =>
    judgeWindow(
      subjects.map((subject) => lookAt(subject, table)),
      thresholds,
    );
  const earlier = current.windows.slice(0, -1).map((window) => judge(window).map(glance));
  const found = judge(current.windows.at(-1) ?? current.whole);
  const newest = isTooEarly ? found.map(unjudged) : found;
  const all = current.windows.length === 0 ? [] : [...earlier, newest.map(glance)];
  const features = newest.map((judged, index) => {
    const history = all.map((window) => window[index]).filter((one) => one !== undefined);
    return follow(judged, history, current.windows, persistence);
  });
  const windows = current.windows.map((window, index) => describe(window, all[index] ?? []));
  return { features, windows };
}

function unjudged(judged: Judged): Judged {
  if (isLost(judged.look)) return judged;
  const changes: Changes = new Map(windowAlarms.map((alarm) => [alarm, null]));
  return { ...judged, adjustedPValue: null, changes, outcome: 'insufficient-data' };
}

function glance({ look, outcome, changes }: Judged): Glance {
  return { size: look.comparison?.size ?? null, outcome, changes };
}

function follow(
  judged: Judged,
  history: readonly Glance[],
  windows: readonly WindowProfile[],
  persistence: PersistenceConfig,
): Examined {
  // All current data are one window, and what drifts in them does not have to last.
  const [course, rule] =
    history.length === 0 ? [[judged], { drifted: 1, of: 1 }] : [history, persistence];
  const courses = new Map(
    windowAlarms.map((alarm) => {
      const found = courseOf(
        course.map(({ changes }) => changes.get(alarm) ?? null),
        rule,
      );
      return [alarm, alarm === 'schema' ? schemaCourse(found, judged) : found] as const;
    }),
  );
  const places = [...courses.values()].map(({ since }) => since).filter((place) => place !== null);
  const first = places.length === 0 ? undefined : windows[Math.min(...places)];
  return {
    judged,
    outcome: outcomeOf(judged, [...courses.values()]),
    courses,
    history,
    since: first === undefined ? null : isoOf(first.start),
  };
}

/** A column that is lost is so at once, and one that is back is so at once. */
function schemaCourse(course: Course, { look, changes }: Judged): Course {
  if (isLost(look)) return { ...course, lasts: true };
  const isHolding = changes.get('schema')?.holding ?? false;
  return isHolding ? course : { lasts: false, now: false, since: null };
}

function outcomeOf(judged: Judged, courses: readonly Course[]): FeatureOutcome {
  if (courses.some(({ lasts }) => lasts)) return 'drift';
  return judged.outcome === 'drift' ? 'warning' : judged.outcome;
}

function describe({ start, end, rows }: WindowProfile, glances: readonly Glance[]): DriftWindow {
  const outcomes = glances.map(({ outcome }) => outcome);
  const drifted = outcomes.filter((outcome) => outcome === 'drift').length;
  return { start: isoOf(start), end: isoOf(end), rows, outcome: ofWindow(outcomes), drifted };
}

function ofWindow(outcomes: readonly FeatureOutcome[]): DriftWindow['outcome'] {
  if (outcomes.includes('drift')) return 'drift';
  return outcomes.every((outcome) => outcome === 'stable') ? 'stable' : 'insufficient-data';
}
