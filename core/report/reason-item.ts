import { literal } from './literal.ts';
import { prose } from './prose.ts';

const mostCharacters = 700;

/** Why something has its outcome, as an item that begins with its name. A reason that begins with the name says it once. */
export function reasonItem(name: string, reason: string): string {
  const begins = `${name} `;
  // A single letter may be that of a statistic: `D is 0.2`.
  return name.length > 1 && reason.startsWith(begins)
    ? `- ${literal(name, 80)} ${prose(reason.slice(begins.length), mostCharacters)}`
    : `- ${literal(name, 80)}: ${prose(reason, mostCharacters)}`;
}
