import { suggestion } from '../text/nearest.ts';
import type { ConfigDocument } from './document.ts';
import type { Known } from './known.ts';
import { keyPath, type Problem } from './problem.ts';
import { select } from './select.ts';

/** Checks exist, and none is softened whose failure must block; `at` is where their levels stand, such as `gate.checks`. */
export function checkProblems(
  document: ConfigDocument,
  known: Pick<Known, 'checks'>,
  at: string,
): readonly Problem[] {
  const softenable = known.checks.filter((check) => check.softenable).map(({ id }) => id);
  const ids = known.checks.map(({ id }) => id);
  return select(document.value, `${at}.*`).flatMap(({ keys, value }) => {
    const id = keys.at(-1) ?? '';
    if (!ids.includes(id)) {
      const sentence = `${keyPath(keys)} is not a check${suggestion(id, ids)} Checks: ${ids.join(', ')}.`;
      return [{ ...document.place(keys, 'key'), sentence }];
    }
    if (value === 'fail' || typeof value !== 'string' || softenable.includes(id)) return [];
    const sentence = `${keyPath(keys)} can't be ${value}: a failure of this check always blocks. Checks that can be warn or off: ${softenable.join(', ')}.`;
    return [{ ...document.place(keys, 'value'), sentence }];
  });
}
