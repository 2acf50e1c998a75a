import { editError } from './find.ts';
import { suggestion } from '../text/nearest.ts';
import { readToml, type TomlLeaf, tomlLeaves } from './toml-leaves.ts';
import { tomlText } from './toml-text.ts';
import type { YamlValue } from './read.ts';

/**
 * The value at a path of keys of a TOML text, a date as it is written; undefined when there is none. Throws an InputError
 * for a text that can't be read and for a path that can be read in two ways.
 */
export function getTomlValue(text: string, keyPath: string, file: string): YamlValue {
  const leaf = findLeaf(tomlLeaves(text, file), keyPath, file);
  if (leaf === null) return undefined;
  const { node } = leaf;
  if (node.kind === 'string' || node.kind === 'boolean') return node.value;
  return text.slice(...node.range);
}

/**
 * Writes values by paths of keys into a TOML text: `data.until`, `sources.0.rev`, `sources[name=train].rev`. Only the
 * values themselves change; comments, blank lines, order and every other byte stay. Throws an InputError, and so changes
 * nothing, when a key is missing, or when the result would not hold exactly the new values.
 */
export function setTomlValues(
  text: string,
  values: Readonly<Record<string, string>>,
  file: string,
): string {
  const leaves = tomlLeaves(text, file);
  const found = Object.entries(values).map(([keyPath, value]) => {
    const leaf = findLeaf(leaves, keyPath, file);
    if (leaf === null) throw missing(leaves, keyPath, file);
    return { leaf, written: tomlText(value, leaf.node) };
  });
  const result = found
    .toSorted((a, b) => b.leaf.node.range[0] - a.leaf.node.range[0])
    .reduce((rest, { leaf: { node }, written }) => {
      const [start, end] = node.range;
      return rest.slice(0, start) + written + rest.slice(end);
    }, text);
  const changed = new Map(found.map(({ leaf, written }) => [keyOf(leaf), written]));
  if (!holdsExactly(text, result, changed, leaves, file)) {
    throw editError(
      file,
      `the text can't hold ${Object.keys(values).join(', ')} as it is written; edit it by hand.`,
    );
  }
  return result;
}

const selector = /^(.*?)\[([A-Za-z_][\w-]*)=([^[\]]+)\](.*)$/s;

function findLeaf(leaves: readonly TomlLeaf[], keyPath: string, file: string): TomlLeaf | null {
  const wanted = withPositions(leaves, keyPath, file);
  const [leaf, ...more] = leaves.filter((one) => dotted(one.path) === wanted);
  if (more.length === 0) return leaf ?? null;
  throw editError(file, `${keyPath} can be read as two different keys; rename one of them.`);
}

/** The path with the position of each item of a list that is selected by a key. */
function withPositions(leaves: readonly TomlLeaf[], keyPath: string, file: string): string {
  const [, list, key, value, rest] = selector.exec(keyPath) ?? [];
  if (list === undefined || rest === undefined) return keyPath;
  const found = leaves.filter(
    ({ path, node }) =>
      path.at(-1) === key &&
      typeof path.at(-2) === 'number' &&
      dotted(path.slice(0, -2)) === list &&
      node.kind === 'string' &&
      node.value === value,
  );
  const [item, ...more] = found;
  if (item === undefined) return keyPath;
  if (more.length > 0) {
    throw editError(file, `${keyPath} leads to ${more.length + 1} places; keep one of them.`);
  }
  return withPositions(leaves, `${dotted(item.path.slice(0, -1))}${rest}`, file);
}

function dotted(path: TomlLeaf['path']): string {
  return path.join('.');
}

function keyOf({ path }: TomlLeaf): string {
  return JSON.stringify(path);
}

function missing(leaves: readonly TomlLeaf[], keyPath: string, file: string): Error {
  const paths = leaves.map(({ path }) => dotted(path));
  return editError(file, `there is no value at ${keyPath}${suggestion(keyPath, paths)}`);
}

/** Whether both readers find, in the result, the new values where they belong and elsewhere what was there. */
function holdsExactly(
  before: string,
  after: string,
  changed: ReadonlyMap<string, string>,
  leaves: readonly TomlLeaf[],
  file: string,
): boolean {
  const now = tomlLeaves(after, file);
  const isSame = (leaf: TomlLeaf, index: number): boolean => {
    const old = leaves[index];
    if (old === undefined || keyOf(old) !== keyOf(leaf)) return false;
    const written = changed.get(keyOf(leaf)) ?? before.slice(...old.node.range);
    return after.slice(...leaf.node.range) === written;
  };
  if (now.length !== leaves.length || !now.every(isSame)) return false;
  return (
    outline(readToml(before, file), changed, []) === outline(readToml(after, file), changed, [])
  );
}

/** What a document holds, but for the values that change: their places alone. */
function outline(
  value: unknown,
  changed: ReadonlyMap<string, string>,
  path: TomlLeaf['path'],
): string {
  if (changed.has(JSON.stringify(path))) return 'changed';
  if (Array.isArray(value)) {
    const items = value.map((item, index) => outline(item, changed, [...path, index]));
    return `[${items.join(',')}]`;
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    const fields = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${outline(item, changed, [...path, key])}`,
    );
    return `{${fields.join(',')}}`;
  }
  const written = value instanceof Date ? value.toISOString() : String(value);
  return `${typeof value} ${JSON.stringify(written)}`;
}
