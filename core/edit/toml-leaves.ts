import { parse } from 'smol-toml';
import { type AST, parseTOML } from 'toml-eslint-parser';
import { editError } from './find.ts';

/** A single value of a TOML text. */
export interface TomlLeaf {
  /** Keys of tables, and positions in lists. */
  readonly path: readonly (string | number)[];
  readonly node: AST.TOMLValue;
}

const mostCharacters = 1_000_000;

/**
 * Every single value of a TOML text with its place. Throws an InputError for a text that is not TOML for both readers:
 * one tells places, the other is that of everything else here.
 */
export function tomlLeaves(text: string, file: string): readonly TomlLeaf[] {
  if (text.length > mostCharacters) {
    throw editError(file, `the file is larger than ${mostCharacters} characters.`);
  }
  readToml(text, file);
  const [top] = parsedPlaces(text, file).body;
  return top.body.flatMap((node) =>
    node.type === 'TOMLTable'
      ? node.body.flatMap((pair) => leavesOf(pair, node.resolvedKey))
      : leavesOf(node, []),
  );
}

/** What a TOML text holds. Throws an InputError that says what is wrong, and in which line. */
export function readToml(text: string, file: string): Record<string, unknown> {
  try {
    return parse(text, { integersAsBigInt: 'asNeeded' });
  } catch (error) {
    throw unreadable(error, file);
  }
}

function parsedPlaces(text: string, file: string): AST.TOMLProgram {
  try {
    return parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    throw unreadable(error, file);
  }
}

/** A parser calls itself for each level of a nested document. */
function unreadable(error: unknown, file: string): Error {
  if (error instanceof RangeError) return editError(file, 'the file is nested too deeply.');
  if (!(error instanceof Error)) return editError(file, 'it is not TOML.');
  const { line, lineNumber } = error as { readonly line?: unknown; readonly lineNumber?: unknown };
  const at = typeof line === 'number' ? line : lineNumber;
  const [reason = ''] = error.message.split('\n');
  const place = typeof at === 'number' ? `line ${at} is not TOML` : 'it is not TOML';
  return editError(file, `${place}: ${reason.replace(/\.$/, '')}.`);
}

function leavesOf(
  { key, value }: AST.TOMLKeyValue,
  above: readonly (string | number)[],
): readonly TomlLeaf[] {
  const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  return leavesIn(value, [...above, ...names]);
}

function leavesIn(
  node: AST.TOMLContentNode,
  path: readonly (string | number)[],
): readonly TomlLeaf[] {
  switch (node.type) {
    case 'TOMLValue':
      return [{ path, node }];
    case 'TOMLArray':
      return node.elements.flatMap((element, index) => leavesIn(element, [...path, index]));
    case 'TOMLInlineTable':
      return node.body.flatMap((pair) => leavesOf(pair, path));
    default:
      return node satisfies never;
  }
}
