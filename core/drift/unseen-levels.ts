import { singlesOf } from '../profile/levels.ts';
import { total } from './pool-levels.ts';
import type { Shares } from './share-change.ts';
import type { LevelsPair } from './statistic.ts';

/**
 * Where more of the reference's rows than this have a level that it does not keep by name, nobody can tell which levels
 * are new; and which were kept hangs on chance, so that even their share would be wrong.
 */
const mostOfRest = 0.01;

/**
 * Current rows whose level the reference does not keep, and what is to be expected of them without drift: the
 * reference's rows whose level occurs once, so that each would be unseen among the others (Good and Turing), and those
 * whose level it does not keep by name. Of the levels that the current data do not keep by name, as many are known as
 * known ones are not met elsewhere. Null where the reference keeps too few.
 */
export function unseenLevels({ reference, current }: LevelsPair): Shares | null {
  if (reference.rest.rows > mostOfRest * total(reference)) return null;
  const single = reference.rest.levels > 0 ? singlesOf(reference.levels) : reference.singles;
  let [unseen, met] = [0, 0];
  for (const [level, count] of current.levels) {
    if (reference.levels.has(level)) met += 1;
    else unseen += count;
  }
  const { rest } = current;
  const known = Math.min(rest.levels, reference.levels.size - met);
  const newRows = rest.levels === 0 ? 0 : (rest.rows * (rest.levels - known)) / rest.levels;
  return {
    reference: { hits: single + reference.rest.rows, rows: total(reference) },
    current: { hits: unseen + newRows, rows: total(current) },
  };
}
