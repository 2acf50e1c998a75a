import type { Stay } from '../promotion/history.ts';
import { durationText } from '../text/duration.ts';
import { collapsed } from './collapsed.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';
import { sizeOf } from './size.ts';
import { table } from './table.ts';

/** What an environment has of a model now; null where there is none. */
export interface EnvironmentStatus {
  readonly champion: Stay | null;
  readonly challenger: Stay | null;
}

/** One model as the matrix shows it. */
export interface ModelStatus {
  readonly model: string;
  /** The newest registered version; null when there is none. */
  readonly newest: string | null;
  /** By the names of the model's environments, in the order of the configuration. */
  readonly environments: ReadonlyMap<string, EnvironmentStatus>;
  /** The outcome of the newest drift record and its day; null when there is none. */
  readonly drift: { readonly outcome: string; readonly day: string } | null;
}

const none = '\u2014';

/**
 * Models by environments: which version is where, for how long and how it fares, and a challenger with its share. Lines of
 * Markdown; a model without an environment has an empty cell, one of which nothing was promoted there a dash.
 */
export function renderStatusMatrix(rows: readonly ModelStatus[], now: Date): readonly string[] {
  const ages = (since: string): string => durationText(now.getTime() - Date.parse(since));
  const environments = environmentsOf(rows);
  return [...matrix(rows, ages), ...(environments.length === 0 ? [] : ['', legend(now)])];
}

/** More than this is left to the command `status`. */
const largestStanding = 8_000;

/**
 * The same, folded away, for a comment: with days in the place of ages, so that time alone changes nothing of it. Nothing
 * where no model has an environment.
 */
export function renderStanding(rows: readonly ModelStatus[]): readonly string[] {
  if (environmentsOf(rows).length === 0) return [];
  const lines = [...matrix(rows, days), '', standingLegend];
  const shown =
    sizeOf(lines) > largestStanding
      ? ['There are too many to be shown here: comment `/assay status` to see them.']
      : lines;
  return collapsed('Which version is where', shown);
}

function days(since: string): string {
  return `since ${since.slice(0, 10)}`;
}

const standingLegend = `<sub>${signs.pass} reported as healthy, ${signs.fail} as unhealthy; without a sign nobody has reported. ${literal('/assay status')} shows it as it is now.</sub>`;

function environmentsOf(rows: readonly ModelStatus[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => [...row.environments.keys()]))];
}

/** How a time is shown. */
type Time = (since: string) => string;

function matrix(rows: readonly ModelStatus[], time: Time): readonly string[] {
  const environments = environmentsOf(rows);
  const headings = ['model', 'newest', ...environments, 'drift'];
  return table(
    headings.map((heading) => ({
      heading: literal(heading, 64).replaceAll('`', ''),
      align: 'left',
    })),
    rows.map((row) => [
      literal(row.model, 64),
      row.newest === null ? none : number(row.newest),
      ...environments.map((name) => cell(row.environments.get(name), time)),
      row.drift === null ? none : `${driftWord(row.drift.outcome)} (${row.drift.day})`,
    ]),
  );
}

/** The outcomes that do not say by themselves what they mean. */
const driftWords: ReadonlyMap<string, string> = new Map([
  ['warning', 'something to look at'],
  ['insufficient-data', 'not enough data to tell'],
]);

function driftWord(outcome: string): string {
  return driftWords.get(outcome) ?? prose(outcome);
}

function cell(status: EnvironmentStatus | undefined, time: Time): string {
  if (status === undefined) return '';
  const { champion, challenger } = status;
  const shown = champion === null ? none : stay(champion, time);
  if (challenger === null) return shown;
  const share = challenger.share === null ? '' : `, ${challenger.share} %`;
  return `${shown}; challenger ${stay(challenger, time)}${share}`;
}

/** `v1.1.0` 3 d, and the sign of its health. */
function stay({ version, since, health }: Stay, time: Time): string {
  const sign = { healthy: ` ${signs.pass}`, unhealthy: ` ${signs.fail}`, unknown: '' }[health];
  return `${number(version)} ${time(since)}${sign}`;
}

function number(version: string): string {
  return literal(`v${version}`, 40);
}

function legend(now: Date): string {
  const moment = now.toISOString().slice(0, 16).replace('T', ' ');
  return `<sub>How long each version has been there, at ${moment} UTC. ${signs.pass} reported as healthy, ${signs.fail} as unhealthy; without a sign nobody has reported.</sub>`;
}
