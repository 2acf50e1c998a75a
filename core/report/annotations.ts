import type { CheckResult, Place } from '../../schemas/types.ts';
import { blocks } from '../judge/outcome.ts';
import type { CommentModel } from './comment.ts';
import { oneLine } from './literal.ts';
import type { CheckAnnotation } from './rendered-check.ts';

/** Two requests to GitHub; who has more findings than these reads them in the comment. */
const mostAnnotations = 100;

/** A finding at a place, and whose it is. */
interface PlacedFinding extends Omit<CheckAnnotation, 'title'> {
  readonly check: string;
  readonly model: string;
}

/** Findings that have a place in the repository's files, the blocking ones first; what several models share, once. */
export function annotationsOf(models: readonly CommentModel[]): readonly CheckAnnotation[] {
  const all = models.flatMap(({ facts, judgement }) =>
    judgement.checks
      .filter(({ outcome }) => outcome !== 'pass')
      .flatMap((result) => ofCheck(facts.model, result)),
  );
  const sorted = [
    ...all.filter(({ level }) => level === 'failure'),
    ...all.filter(({ level }) => level === 'warning'),
  ];
  const shared = Map.groupBy(sorted, ({ path, line, level, message, check }) =>
    JSON.stringify([path, line, level, message, check]),
  );
  return [...shared.values()].slice(0, mostAnnotations).flatMap((findings) => {
    const [first] = findings;
    if (first === undefined) return [];
    const { check, path, line, level, message } = first;
    const names = new Set(findings.map(({ model }) => model));
    return [
      { path, line, level, message, title: oneLine(`${check} (${[...names].join(', ')})`, 255) },
    ];
  });
}

function ofCheck(
  model: string,
  { check, outcome, places = [] }: CheckResult,
): readonly PlacedFinding[] {
  const level = blocks(outcome) ? 'failure' : 'warning';
  return places.filter(isInRepository).map(({ path, line, message }) => ({
    path,
    line,
    level,
    message: oneLine(message, 1_000),
    check,
    model,
  }));
}

/** Places come from records: a path that leaves the repository is none of its files. */
function isInRepository({ path }: Place): boolean {
  return (
    !path.startsWith('/') &&
    !path.includes('\\') &&
    !path.split('/').includes('..') &&
    oneLine(path, 1_000) === path
  );
}
