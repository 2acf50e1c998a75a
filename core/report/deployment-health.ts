import type { DeploymentRecord } from '../../schemas/types.ts';
import type { Stay } from '../promotion/history.ts';
import { link } from './link.ts';
import { literal } from './literal.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';

/** The first line of the comment that tells how a deployment fares: there is one for each. */
export function healthMarker(deployment: number): string {
  return `<!-- assay:deployment ${deployment} -->`;
}

type Report = Pick<
  DeploymentRecord,
  | 'createdAt'
  | 'deployment'
  | 'description'
  | 'environment'
  | 'model'
  | 'reportedBy'
  | 'url'
  | 'version'
>;

/**
 * What people are told where a version that they merged is reported as unhealthy: what was said, by whom, where the log is,
 * and the command that goes back; `before` is the last version that was healthy there, null where none is known.
 */
export function renderUnhealthy(
  report: Report,
  stay: Pick<Stay, 'role' | 'share'>,
  before: string | null,
): string {
  return [
    healthMarker(report.deployment),
    `${signs.fail} ${subject(report)} is reported as **unhealthy** since ${minuteOf(report.createdAt)}.`,
    '',
    ...said(report),
    source(report),
    '',
    way(report, stay, before),
  ].join('\n');
}

/** What people are told where a version could not be brought out, or nobody could look at it: that says nothing of it. */
export function renderNotDeployed(report: Report): string {
  return [
    healthMarker(report.deployment),
    `${signs.inconclusive} ${subject(report)} **could not be deployed**, at ${minuteOf(report.createdAt)}. That says nothing of the version itself.`,
    '',
    ...said(report),
    source(report),
    '',
    'Run the job of that deployment again. When the version is reported as healthy or not, this comment says so.',
  ].join('\n');
}

/** What people are told where a challenger could not be taken out: it may get traffic still. */
export function renderNotTakenOut(report: Report): string {
  return [
    healthMarker(report.deployment),
    `${signs.fail} The challenger ${subject(report)} **could not be taken out**, at ${minuteOf(report.createdAt)}. It may get its share of the traffic still.`,
    '',
    ...said(report),
    source(report),
    '',
    'Run the job of that deployment again, or take the challenger out by hand.',
  ].join('\n');
}

/** What that comment says when the challenger is taken out after all. */
export function renderTakenOut(report: Report): string {
  return [
    healthMarker(report.deployment),
    `${signs.pass} The challenger ${subject(report)} is reported as taken out since ${minuteOf(report.createdAt)}.`,
    '',
    ...said(report),
    source(report),
  ].join('\n');
}

/** What that comment says when the version is reported as healthy after all. */
export function renderHealthyAgain(report: Report): string {
  return [
    healthMarker(report.deployment),
    `${signs.pass} ${subject(report)} is reported as **healthy** again since ${minuteOf(report.createdAt)}.`,
    '',
    ...said(report),
    source(report),
  ].join('\n');
}

function subject({ model, version, environment }: Report): string {
  return `${literal(`${model}@v${version}`, 120)} in ${literal(environment, 64)}`;
}

function said({ description }: Report): readonly string[] {
  return description === '' ? [] : [`> ${prose(description)}`, ''];
}

function source({ reportedBy, url }: Report): string {
  const by = reportedBy === null ? '' : ` by ${literal(reportedBy, 64)}`;
  const log = link('See its log or environment', url);
  return url === null || !log.startsWith('[') ? `Reported${by}.` : `Reported${by}. ${log}.`;
}

function way(
  { model, version, environment }: Report,
  { role, share }: Pick<Stay, 'role' | 'share'>,
  before: string | null,
): string {
  if (role === 'challenger') {
    const part = share === null ? '' : `, with ${share} % of the traffic`;
    return `It is the challenger there${part}. To take it out, comment ${literal(`/assay promote ${model}@${version} ${environment} as challenger 0%`)}.`;
  }
  if (before === null) {
    return `No other version is known to have been healthy there, so there is none to go back to. To put one there, comment ${literal(`/assay promote ${model}@version ${environment}`)} with its number.`;
  }
  return `To go back to ${literal(`v${before}`, 40)}, which was healthy there, comment ${literal(`/assay rollback ${model} ${environment}`)}.`;
}

/** A moment to the minute: `2026-01-31 12:05 UTC`. */
function minuteOf(time: string): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
