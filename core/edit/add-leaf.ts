import { type Document, isMap, isScalar, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { editError, findPlace, missingKey } from './find.ts';
import { type Dots, keySteps } from './key-path.ts';
import { outline } from './outline.ts';
import { aliased, parsed } from './read.ts';
import { type OldScalar, scalarText } from './scalar-text.ts';
import { colonOf, oldScalar } from './scalar-place.ts';

/** A value that is to be added at a path. */
interface NewLeaf {
  readonly keyPath: string;
  readonly dots: Dots;
  readonly value: string;
}

/**
 * Adds a key with a value behind the others of its mapping, in their style; every other byte stays. Throws an InputError
 * when the mapping is missing, or when the result would hold anything else than that.
 */
export function addLeaf(text: string, leaf: NewLeaf, file: string): string {
  const { keyPath, dots, value } = leaf;
  const document = parsed(text, file);
  const steps = keySteps(keyPath, dots);
  const key = steps.at(-1);
  const parent = findPlace(document.contents, steps.slice(0, -1), keyPath, file);
  if (parent === null || key?.kind !== 'key' || !isMap(parent.node)) {
    throw missingKey(document.contents, keyPath, file);
  }
  const names = aliased(document);
  const anchors = [
    ...parent.anchors,
    ...(parent.node.anchor === undefined ? [] : [parent.node.anchor]),
  ];
  const anchor = anchors.find((name) => names.has(name));
  if (anchor !== undefined) {
    throw editError(
      file,
      `${keyPath} lies in the anchor &${anchor}, which other places use; write it out.`,
    );
  }
  const result = inserted(text, parent.node, key.text, value, file.endsWith('.json'));
  if (isOnlyAdded(document, result, leaf, file)) return result;
  throw editError(file, `the text can't hold ${keyPath} as it is written; add it by hand.`);
}

function inserted(text: string, map: YAMLMap, key: string, value: string, isJson: boolean): string {
  const language = isJson ? 'json' : 'yaml';
  const plain: OldScalar = { value: null, style: 'plain' };
  const name = scalarText(key, isJson ? { value: null, style: 'double' } : plain, language).text;
  const entry = `${name}: ${scalarText(value, styleIn(map), language).text}`;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const first = map.items[0];
  const last = map.items.at(-1);
  const open = map.range?.[0] ?? 0;
  if (first === undefined || last === undefined) {
    const inside = open + 1;
    return `${text.slice(0, inside)} ${entry} ${text.slice(inside).trimStart()}`;
  }
  const begin = keyStart(first) ?? open;
  const end = text.slice(0, endOf(last) ?? begin).trimEnd().length;
  if (map.flow === true) {
    const before = text.slice(open, begin);
    const indent = before.includes('\n')
      ? `${newline}${before.slice(before.lastIndexOf('\n') + 1)}`
      : ' ';
    return `${text.slice(0, end)},${indent}${entry}${text.slice(end)}`;
  }
  const rest = /\r?\n/.exec(text.slice(end));
  const lineEnd = rest === null ? text.length : end + rest.index;
  const indent = ' '.repeat(begin - (text.lastIndexOf('\n', begin - 1) + 1));
  return `${text.slice(0, lineEnd)}${newline}${indent}${entry}${text.slice(lineEnd)}`;
}

/** Texts are written as the last text of the mapping is. */
function styleIn(map: YAMLMap): OldScalar {
  const texts = map.items
    .map(({ value }) => value)
    .filter((value): value is Scalar => isScalar(value) && typeof value.value === 'string');
  const last = texts.at(-1);
  if (last === undefined) return { value: null, style: 'plain' };
  const { style } = oldScalar(last);
  return { value: null, style: style === 'block' ? 'single' : style };
}

function keyStart({ key }: Pair): number | undefined {
  return isScalar(key) ? key.range?.[0] : undefined;
}

/** The offset behind a pair. */
function endOf(pair: Pair): number | undefined {
  const { value, key } = pair;
  const range = (value as { readonly range?: readonly number[] | null } | null)?.range ?? [];
  const [start = 0, end = 0] = range;
  if (start < end) return end;
  return colonOf(pair) ?? (isScalar(key) ? key.range?.[1] : undefined);
}

/** Whether a text holds the new value, and without it all that the document held. */
function isOnlyAdded(before: Document.Parsed, text: string, added: NewLeaf, file: string): boolean {
  const document = parsed(text, file);
  const steps = keySteps(added.keyPath, added.dots);
  const found = findPlace(document.contents, steps, added.keyPath, file);
  const parent = findPlace(document.contents, steps.slice(0, -1), added.keyPath, file);
  if (found === null || !isScalar(found.node) || !isMap(parent?.node)) return false;
  if (found.node.value !== added.value) return false;
  parent.node.items = parent.node.items.filter((pair) => pair !== found.pair);
  return outline(document) === outline(before);
}
