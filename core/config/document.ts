import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { type Problem, problemsError } from './problem.ts';

/** A configuration as it was written: its value, not yet validated, and where everything in it stands. */
export interface ConfigDocument {
  /** The file, for messages. */
  readonly path: string;
  readonly value: unknown;
  /** Where a key or its value stands; for keys that are not there, where the nearest enclosing one stands. */
  place(keys: readonly string[], part: 'key' | 'value'): Place;
}

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const mostAliases = 100;
const mostCharacters = 1_000_000;
const start: Place = { line: 1, column: 1 };

/** Reads YAML (or JSON). Throws the InputError `bad-configuration` for text that is not, or that is too large. */
export function parseConfig(text: string, path: string): ConfigDocument {
  if (text.length > mostCharacters) {
    throw problemsError(path, [
      {
        ...start,
        sentence: `the file is larger than ${mostCharacters} characters; make it smaller.`,
      },
    ]);
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, stringKeys: true });
  const placeOf = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return line === 0 ? start : { line, column: col };
  };
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    const problems = broken.map((error) => ({
      ...placeOf(error.pos[0]),
      sentence: reason(error, text),
    }));
    throw problemsError(path, problems);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    const sentence = `an alias can't be used: ${error instanceof Error ? error.message : 'unknown reason'}.`;
    throw problemsError(path, [{ ...start, sentence }]);
  }
  return {
    path,
    value,
    place: (keys, part) => placeOf(offsetOf(document.contents, keys, part, document)),
  };
}

function reason(error: YAMLError, text: string): Problem['sentence'] {
  if (error.code === 'DUPLICATE_KEY') {
    const [key = ''] = text.slice(error.pos[0], error.pos[0] + 64).split(/[:\s]/);
    return `the key ${key} stands here a second time; keep one of the two.`;
  }
  if (error.code === 'MULTIPLE_DOCS')
    return 'a second document begins here; keep one in this file.';
  return `this is not YAML: ${error.message.replace(/\.$/, '')}.`;
}

/** Walks down as far as the keys lead; aliases are followed. */
function offsetOf(
  contents: unknown,
  keys: readonly string[],
  part: 'key' | 'value',
  document: ReturnType<typeof parseDocument>,
): number {
  let node = contents;
  let key = 0;
  let value = startOf(node) ?? 0;
  for (const name of keys) {
    const parent = isAlias(node) ? node.resolve(document) : node;
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === name);
      if (pair === undefined) break;
      key = startOf(pair.key) ?? key;
      node = pair.value;
    } else if (isSeq(parent)) {
      node = parent.items[Number(name)];
      key = startOf(node) ?? key;
    } else break;
    value = startOf(node) ?? key;
  }
  return part === 'key' ? key : value;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
