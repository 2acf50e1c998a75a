import { checkExpression } from '../rules/check.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { select, valueAt } from './select.ts';

const longestExpression = 1_000;
const mostRules = 50;

/**
 * The expressions of rules are CEL, over names that there are and with types that fit; no two rules have one id. `at` is
 * where lists of rules stand, such as `gate.rules`.
 */
export function ruleProblems(document: ConfigDocument, at: string): readonly Problem[] {
  return select(document.value, at).flatMap(({ keys, value }) => {
    // More, and longer ones, are problems of the schema.
    const rules = Array.isArray(value) ? value.slice(0, mostRules) : [];
    const paths = rules.map((_, index) => [...keys, String(index)]);
    return paths.flatMap((path) => [
      ...expressionProblems(document, [...path, 'when']),
      ...repeatedId(document, [...path, 'id'], paths),
    ]);
  });
}

function expressionProblems(document: ConfigDocument, keys: readonly string[]): readonly Problem[] {
  const text = valueAt(document.value, keys);
  if (typeof text !== 'string' || text === '' || text.length > longestExpression) return [];
  return checkExpression(text).map(({ place, sentence }) => ({
    ...document.place(keys, 'value'),
    sentence: `${keyPath(keys)}, ${place}: ${sentence}`,
  }));
}

function repeatedId(
  document: ConfigDocument,
  keys: readonly string[],
  paths: readonly (readonly string[])[],
): readonly Problem[] {
  const idAt = (path: readonly string[]): unknown => valueAt(document.value, [...path, 'id']);
  const own = keys.slice(0, -1);
  const id = idAt(own);
  const first = paths.find((path) => idAt(path) === id);
  if (typeof id !== 'string' || first === undefined || first.at(-1) === own.at(-1)) return [];
  const sentence = `${keyPath(keys)} is ${id}, as that of ${keyPath(first)} is: give each rule an id of its own.`;
  return [{ ...document.place(keys, 'value'), sentence }];
}
