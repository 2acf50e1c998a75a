import type { CheckResult, Place } from '../../schemas/types.ts';
import { blocks } from '../judge/outcome.ts';
import type { CommentModel } from './comment.ts';
import { oneLine } from './literal.ts';
import type { CheckAnnotation } from './rendered-check.ts';

/** Two requests to GitHub; who has more findings than these reads them in the comment. */
const mostAnnotations = 100;

/** Findings that have a place in the repository's files, the blocking ones first, each once. */
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
  const different = new Map(sorted.map((one) => [JSON.stringify(one), one]));
  return [...different.values()].slice(0, mostAnnotations);
}

function ofCheck(model: string, { check, outcome, places = [] }: CheckResult) {
  const level = blocks(outcome) ? ('failure' as const) : ('warning' as const);
  return places.filter(isInRepository).map(({ path, line, message }) => ({
    path,
    line,
    level,
    title: oneLine(`${check} (${model})`, 255),
    message: oneLine(message, 1_000),
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
