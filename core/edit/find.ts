import { isAlias, isMap, isScalar, isSeq, type Alias, type Pair, type Scalar } from 'yaml';
import { InputError } from '../errors.ts';
import { suggestion } from '../text/nearest.ts';

/** A value in a document: its node, and the pair whose value it is, when it stands in a mapping. */
export interface FoundValue {
  readonly node: Scalar | Alias | null;
  readonly pair: Pair | null;
}

type Step = { readonly node: unknown; readonly pair: Pair | null };

/**
 * Finds the value at a dotted key path; a key may itself hold dots (`annotations.example.org/version`), list
 * positions are numbers. Null when there is none. Throws InputErrors when the path leads to two values, to a
 * mapping or list, or through an alias, whose change would change other places too.
 */
export function findValue(contents: unknown, keyPath: string, file: string): FoundValue | null {
  const matches = descend({ node: contents, pair: null }, keyPath.split('.'), keyPath, file);
  const [match] = matches;
  if (match === undefined) return null;
  if (matches.length > 1) {
    throw editError(file, `${keyPath} can be read as two different keys; rename one of them.`);
  }
  if (match.node !== null && !isScalar(match.node) && !isAlias(match.node)) {
    throw editError(file, `${keyPath} is a mapping or a list; name a single value in it.`);
  }
  return { node: match.node, pair: match.pair };
}

function descend(
  from: Step,
  parts: readonly string[],
  keyPath: string,
  file: string,
): readonly Step[] {
  if (parts.length === 0) return [from];
  if (isAlias(from.node)) {
    throw editError(file, `${keyPath} leads through the alias *${from.node.source}; write it out.`);
  }
  return children(from.node).flatMap(({ key, step }) => {
    const length = key.split('.').length;
    return parts.slice(0, length).join('.') === key
      ? descend(step, parts.slice(length), keyPath, file)
      : [];
  });
}

function children(node: unknown): readonly { readonly key: string; readonly step: Step }[] {
  if (isMap(node)) {
    return node.items.map((pair) => ({
      key: isScalar(pair.key) ? String(pair.key.value) : '',
      step: { node: pair.value, pair },
    }));
  }
  if (!isSeq(node)) return [];
  return node.items.map((item, index) => ({
    key: String(index),
    step: { node: item, pair: null },
  }));
}

/** The error for a key path that leads nowhere; it suggests the nearest of the paths that there are. */
export function missingKey(contents: unknown, keyPath: string, file: string): InputError {
  const paths = valuePaths(contents, '');
  return editError(file, `there is no value at ${keyPath}${suggestion(keyPath, paths)}`);
}

function valuePaths(node: unknown, prefix: string): readonly string[] {
  if (isScalar(node) || isAlias(node) || node === null) return [prefix];
  return children(node).flatMap(({ key, step }) =>
    valuePaths(step.node, prefix === '' ? key : `${prefix}.${key}`),
  );
}

/** An InputError about a file that can't be edited as asked; the sentence stands behind the file's name. */
export function editError(file: string, sentence: string): InputError {
  return new InputError('bad-edit', `${file}: ${sentence}`, { file });
}
