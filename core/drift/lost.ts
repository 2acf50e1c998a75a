import { formatWhole } from '../report/number.ts';
import { nearest } from '../text/nearest.ts';
import type { Look } from './look.ts';

const kinds = {
  numeric: 'numbers',
  categorical: 'categories',
  text: 'texts',
  time: 'times in ISO 8601',
} as const;

/** Among more names none is looked for: of thousands of columns all may be lost. */
const mostCandidates = 100;

/** Why a column is lost, that is gone or of which most values are of another kind. One of the columns that came may be it. */
export function lostSentence(look: Look, added: readonly string[]): string {
  const { name, reference } = look.subject;
  if (look.current !== null) return unreadableSentence(look);
  const near = nearest(name, added.slice(0, mostCandidates));
  const renamed = near === null ? '' : ` Was it renamed to ${JSON.stringify(near)}?`;
  return `The current data have no column ${JSON.stringify(name)}, which the reference holds as ${kinds[reference.kind]}.${renamed}`;
}

/** How many of the values cannot be read as those of the reference. */
export function unreadableSentence({ subject, unreadable }: Look): string {
  const { hits, rows } = unreadable?.current ?? { hits: 0, rows: 0 };
  return `The reference holds ${JSON.stringify(subject.name)} as ${kinds[subject.reference.kind]}, which ${formatWhole(hits)} of ${formatWhole(rows)} values of the current data are not: correct them, or leave missing values empty.`;
}
