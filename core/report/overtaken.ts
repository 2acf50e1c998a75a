import { literal } from './literal.ts';
import { prose } from './prose.ts';

/** The first line of the comment that says why we have closed a promotion. */
export const overtakenMarker = '<!-- assay:overtaken v1 -->';

/** Why a promotion is closed: the environment was changed by another pull request. */
export function renderOvertaken(environment: string, reason: string): string {
  return [
    overtakenMarker,
    `Closed, since another pull request has changed ${literal(environment, 64)}. ${prose(reason, 600)} If it is still wanted, comment the command again.`,
  ].join('\n');
}
