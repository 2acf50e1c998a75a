import { InputError } from '../errors.ts';

/** One thing that is wrong in a configuration, and where; line and column are counted from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** What was found, what is allowed, and often what to write instead. */
  readonly sentence: string;
}

const mostProblems = 20;
const longestFound = 60;

/** One error for all problems, a line for each in the order of the file: `file:line:column: sentence`. */
export function problemsError(path: string, problems: readonly Problem[]): InputError {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const lines = sorted
    .slice(0, mostProblems)
    .map(({ line, column, sentence }) => `${path}:${line}:${column}: ${sentence}`);
  const more = sorted.length - mostProblems;
  if (more > 0) lines.push(`${path}: ${more} more ${more === 1 ? 'problem' : 'problems'}.`);
  const first = sorted[0];
  return new InputError('bad-configuration', lines.join('\n'), {
    file: path,
    ...(first === undefined ? {} : { line: first.line }),
  });
}

/** Keys as a person writes them: `models.bike.train.inputs[0]`, `set["spec.model.uri"]`. */
export function keyPath(keys: readonly string[]): string {
  if (keys.length === 0) return 'the configuration';
  return keys
    .map((key, index) => {
      if (/^\d+$/.test(key)) return `[${key}]`;
      if (!/^[\w-]{1,64}$/.test(key)) return `[${quoted(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

/** A value in a few words: scalars as they are, cut to a readable length; collections by their kind. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') {
    return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  }
  if (typeof value === 'string')
    return value === '' ? 'an empty text' : `the text ${quoted(value)}`;
  if (typeof value === 'boolean') return `the truth value ${value}`;
  if (typeof value !== 'number') return 'something else';
  return Number.isFinite(value) ? `the number ${value}` : 'a number that is not finite';
}

/** A text in double quotes, with control characters escaped, cut to a readable length. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > longestFound ? `${text.slice(0, longestFound)}…` : text);
}
