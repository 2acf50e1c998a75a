import { type Document, isAlias, isScalar, type Pair, parseDocument } from 'yaml';
import { editError, findValue, type FoundValue, missingKey } from './find.ts';
import { outline } from './outline.ts';
import { type NewScalar, type OldScalar, scalarText } from './scalar-text.ts';

const styles: Readonly<Record<string, OldScalar['style']>> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
};

/** A piece of the source and what takes its place. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The value at a dotted key path of a YAML or JSON text; undefined when there is none. Throws an InputError for
 * a text that can't be read and for a path that leads to a mapping or a list.
 */
export function getYamlValue(
  text: string,
  keyPath: string,
  file: string,
): string | number | boolean | null | undefined {
  const document = read(text, file);
  const found = findValue(document.contents, keyPath, file);
  if (found === null) return undefined;
  const node = isAlias(found.node) ? found.node.resolve(document) : found.node;
  const value: unknown = isScalar(node) ? node.value : null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  return null;
}

/**
 * Writes values by dotted key paths into a YAML or JSON text. Only the values themselves change: comments, blank
 * lines, quotes, order and every other byte stay. Throws an InputError, and so changes nothing, when a key is
 * missing or when the result would not hold exactly the new values.
 */
export function setYamlValues(
  text: string,
  values: Readonly<Record<string, string>>,
  file: string,
): string {
  const language = file.endsWith('.json') ? 'json' : 'yaml';
  const document = read(text, file);
  const changed = new Map<unknown, NewScalar['value']>();
  const splices = Object.entries(values).map(([keyPath, value]): Splice => {
    const found = findValue(document.contents, keyPath, file);
    if (found === null) throw missingKey(document.contents, keyPath, file);
    const range = rangeOf(found, text);
    if (range === null) throw editError(file, `${keyPath} has no value that could be replaced.`);
    const obstacle = obstacleTo(found);
    if (obstacle !== null) throw editError(file, `${keyPath} ${obstacle}`);
    const written = scalarText(value, oldScalar(found), language);
    changed.set(found.node, written.value);
    return { ...range, text: `${range.before}${written.text}${range.after}` };
  });
  const result = splice(text, splices);
  if (outline(read(result, file)) !== outline(document, changed)) {
    throw editError(
      file,
      `the text can't hold ${Object.keys(values).join(', ')} as it is written; edit it by hand.`,
    );
  }
  return result;
}

const stringTag = 'tag:yaml.org,2002:str';

/** Why a value can't be replaced alone, as the end of a sentence; null when it can. */
function obstacleTo({ node }: FoundValue): string | null {
  if (!isScalar(node)) return null;
  if (node.anchor !== undefined) {
    return `is the anchor &${node.anchor}, which other places may use; write it out.`;
  }
  const tagged = node.tag !== undefined && node.tag !== stringTag;
  return tagged ? `has the tag ${node.tag}; edit it by hand.` : null;
}

function read(text: string, file: string): Document.Parsed {
  const document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false });
  const [error] = document.errors;
  if (error === undefined) return document;
  if (error.code === 'MULTIPLE_DOCS') {
    throw editError(
      file,
      'the file holds several YAML documents; keep the one to edit in a file of its own.',
    );
  }
  const line = text.slice(0, error.pos[0]).split('\n').length;
  throw editError(file, `line ${line} is not YAML: ${error.message.replace(/\.$/, '')}.`);
}

function oldScalar({ node }: FoundValue): OldScalar {
  if (!isScalar(node)) return { value: null, style: 'single' };
  return { value: node.value, style: styles[node.type ?? 'PLAIN'] ?? 'plain' };
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

/** The offset behind the colon of a key without a value. */
function colonOf(pair: Pair | null): number | null {
  const token = pair?.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  return token === undefined ? null : token.offset + token.source.length;
}

function splice(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (rest, { start, end, text: piece }) => rest.slice(0, start) + piece + rest.slice(end),
      text,
    );
}
