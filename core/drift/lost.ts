import { formatWhole } from '../report/number.ts';
import { nearest } from '../text/nearest.ts';
import type { Look } from './look.ts';

const kinds = {
  numeric: 'numbers',
  categorical: 'categories',
  text: 'texts',
  time: 'times in ISO 8601',
} as const;

/** Beyond so many columns it takes too long to look for a similar name. */
const mostNames = 2000;

/** Why a column is lost, that is gone or of which most values are of another kind; `names` are the columns that there are. */
export function lostSentence(look: Look, names: readonly string[]): string {
  const { name, reference } = look.subject;
  if (look.current !== null) return unreadableSentence(look);
  const others = names.length > mostNames ? [] : names.filter((other) => other !== name);
  const near = nearest(name, others);
  const renamed = near === null ? '' : ` Was it renamed to ${JSON.stringify(near)}?`;
  return `The current data have no column ${JSON.stringify(name)}, which the reference holds as ${kinds[reference.kind]}.${renamed}`;
}

/** How many of the values cannot be read as those of the reference. */
export function unreadableSentence({ subject, unreadable }: Look): string {
  const { hits, rows } = unreadable?.current ?? { hits: 0, rows: 0 };
  return `The reference holds ${JSON.stringify(subject.name)} as ${kinds[subject.reference.kind]}, which ${formatWhole(hits)} of ${formatWhole(rows)} values of the current data are not: correct them, or leave missing values empty.`;
}
