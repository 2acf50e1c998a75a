import { type Document, isMap, isScalar, isSeq, type Pair, visit } from 'yaml';
import { editError } from './find.ts';
import { tagObstacle } from './tag.ts';

/** What older readers take for the end of a line, and this one does not, so that a comment could hide a key. */
const hiddenLineEnd = /[\u0085\u2028\u2029]|\r(?!\n)/;

/**
 * Throws an InputError where readers of YAML differ in which values a document has at which keys: keys that are merged in
 * by `<<`, keys that are aliases, mappings, lists or have tags, mappings and lists with tags, and line ends that only some
 * readers know. (YAML 1.1 has merge keys and these line ends, YAML 1.2 has not.)
 */
export function requireOneReading(document: Document.Parsed, text: string, file: string): void {
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const hidden = text.search(hiddenLineEnd);
  if (hidden !== -1) {
    throw editError(
      file,
      `line ${lineAt(hidden)} has a line end that not all readers of YAML know; write plain line ends.`,
    );
  }
  const refuse = (node: unknown, obstacle: string | null): void => {
    if (obstacle === null) return;
    const line = lineAt(startOf(node));
    throw editError(file, `line ${line} ${obstacle}`);
  };
  visit(document, {
    Pair: (_, pair) => refuse(pair.key, keyObstacle(pair)),
    Map: (_, node) => refuse(node, collectionObstacle(node.tag)),
    Seq: (_, node) => refuse(node, collectionObstacle(node.tag)),
  });
}

function keyObstacle({ key }: Pair): string | null {
  if (!isScalar(key)) {
    return 'has a key that is an alias, a mapping or a list, which readers take in different ways; write a plain key.';
  }
  // Quoted too: https://github.com/go-yaml/yaml/blob/v3/decode.go, isMerge.
  if (key.value === '<<') {
    return 'merges other keys in by <<, which readers take in different ways; write them out.';
  }
  return tagObstacle(key.tag) === null
    ? null
    : `has a key with the tag ${key.tag}; write a plain key.`;
}

const plainTags = new Set(['tag:yaml.org,2002:map', 'tag:yaml.org,2002:seq']);

function collectionObstacle(tag: string | undefined): string | null {
  return tag === undefined || plainTags.has(tag)
    ? null
    : `has a mapping or a list with the tag ${tag}; write it without.`;
}

function startOf(node: unknown): number {
  const isPlaced = isScalar(node) || isMap(node) || isSeq(node);
  return isPlaced ? (node.range?.[0] ?? 0) : 0;
}
