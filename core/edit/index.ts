import { isScalar } from 'yaml';
import { addLeaf } from './add-leaf.ts';
import { editError, findValue, type FoundValue, missingKey } from './find.ts';
import type { Dots } from './key-path.ts';
import { outline } from './outline.ts';
import { aliased, parsed, readYaml, type YamlValue } from './read.ts';
import { colonOf, oldScalar } from './scalar-place.ts';
import { type NewScalar, scalarText } from './scalar-text.ts';
import { tagObstacle } from './tag.ts';

export type { Dots } from './key-path.ts';
export { readSharedYaml, readYaml, type YamlText, type YamlValue } from './read.ts';

/** A piece of the source and what takes its place. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The value at a path of keys of a YAML or JSON text; undefined when there is none. Throws an InputError for a text that
 * can't be read and for a path that leads to a mapping or a list.
 */
export function getYamlValue(text: string, keyPath: string, file: string): YamlValue {
  return readYaml(text, file).value(keyPath);
}

/**
 * Writes values by paths of keys into a YAML or JSON text. Only the values themselves change: comments, blank
 * lines, quotes, order and every other byte stay. Throws an InputError, and so changes nothing, when a key is missing
 * that is not `addable`, or when the result would not hold exactly the new values.
 */
export function setYamlValues(
  text: string,
  values: Readonly<Record<string, string>>,
  file: string,
  addable: ReadonlySet<string> = new Set(),
  dots: Dots = 'dotted',
): string {
  const { contents } = parsed(text, file);
  const missing = Object.entries(values).filter(
    ([keyPath]) => addable.has(keyPath) && findValue(contents, keyPath, file, dots) === null,
  );
  const whole = missing.reduce(
    (grown, [keyPath, value]) => addLeaf(grown, { keyPath, dots, value }, file),
    text,
  );
  const added = new Set(missing.map(([keyPath]) => keyPath));
  const rest = Object.entries(values).filter(([keyPath]) => !added.has(keyPath));
  return replaced(whole, Object.fromEntries(rest), file, dots);
}

function replaced(
  text: string,
  values: Readonly<Record<string, string>>,
  file: string,
  dots: Dots,
): string {
  const language = file.endsWith('.json') ? 'json' : 'yaml';
  const document = parsed(text, file);
  const used = aliased(document);
  const changed = new Map<unknown, NewScalar['value']>();
  const splices = Object.entries(values).map(([keyPath, value]): Splice => {
    const found = findValue(document.contents, keyPath, file, dots);
    if (found === null) throw missingKey(document.contents, keyPath, file);
    const range = rangeOf(found, text);
    if (range === null) throw editError(file, `${keyPath} has no value that could be replaced.`);
    const obstacle = obstacleTo(found, used);
    if (obstacle !== null) throw editError(file, `${keyPath} ${obstacle}`);
    const written = scalarText(`${found.prefix}${value}`, oldScalar(found.node), language);
    changed.set(found.node, written.value);
    return { ...range, text: `${range.before}${written.text}${range.after}` };
  });
  const result = splice(text, splices);
  if (outline(parsed(result, file)) !== outline(document, changed)) {
    throw editError(
      file,
      `the text can't hold ${Object.keys(values).join(', ')} as it is written; edit it by hand.`,
    );
  }
  return result;
}

/** Why a value can't be replaced alone, as the end of a sentence; null when it can. */
function obstacleTo({ node, anchors }: FoundValue, used: ReadonlySet<string>): string | null {
  const around = anchors.find((name) => used.has(name));
  if (around !== undefined) {
    return `lies in the anchor &${around}, which other places use; write it out.`;
  }
  if (!isScalar(node)) return null;
  return node.anchor === undefined
    ? tagObstacle(node.tag)
    : `is the anchor &${node.anchor}, which other places may use; write it out.`;
}

/** Where a value stands in the text, and what must surround what takes its place; null when it stands nowhere. */
function rangeOf(
  { node, pair }: FoundValue,
  text: string,
): { start: number; end: number; before: string; after: string } | null {
  const [start, end] = node?.range ?? [0, 0];
  if (start < end) {
    const source = text.slice(start, end).trimEnd();
    const comment = isScalar(node) && node.type?.startsWith('BLOCK') ? headComment(source) : '';
    return { start, end: start + source.length, before: '', after: comment };
  }
  const colon = colonOf(pair);
  return colon === null ? null : { start: colon, end: colon, before: ' ', after: '' };
}

/** The comment behind the `|` or `>` of a block, which outlives the block. */
function headComment(source: string): string {
  const [head = ''] = source.split('\n');
  const at = head.search(/\s#/);
  return at === -1 ? '' : head.slice(at).trimEnd();
}

function splice(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (rest, { start, end, text: piece }) => rest.slice(0, start) + piece + rest.slice(end),
      text,
    );
}
