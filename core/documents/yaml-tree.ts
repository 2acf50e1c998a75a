import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import { failed, ok, type Result } from '../result.ts';

/** A value of a YAML document, and the line on which it, or for a mapping's value its key, stands. */
export type YamlTree =
  | {
      readonly kind: 'mapping';
      readonly line: number;
      /** Of a key that stands there twice, the last; `repeated` names it. */
      readonly entries: ReadonlyMap<string, YamlTree>;
      readonly repeated: string | null;
    }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly YamlTree[] }
  | {
      readonly kind: 'scalar';
      readonly line: number;
      readonly value: string | number | boolean | null;
      /** As it is written; a text in quotes. */
      readonly text: string;
    };

/** Why a YAML text could not be read, and on which of its lines. */
export interface YamlProblem {
  readonly line: number;
  readonly message: string;
}

const mostAliases = 20;
const deepest = 30;

/**
 * Reads a YAML text of others, with lines. Aliases are followed as long as they are few; what is nested deeper than
 * anybody writes is an empty scalar. Keys that stand there twice are for the caller to refuse: the parser's own search
 * for them takes quadratic time.
 */
export function parseYaml(text: string): Result<YamlTree, YamlProblem> {
  const lineCounter = new LineCounter();
  const lineAt = (offset: number): number => Math.max(1, lineCounter.linePos(offset).line);
  try {
    const document = parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      stringKeys: true,
      uniqueKeys: false,
    });
    const [error] = document.errors;
    if (error !== undefined) {
      return failed({ line: lineAt(error.pos[0]), message: error.message.replace(/\.$/, '') });
    }
    // Throws where aliases unfold to more than that.
    document.toJS({ maxAliasCount: mostAliases });
    return ok(new TreeBuilder(document, lineAt).tree(document.contents, 1, 0));
  } catch (error) {
    // The parser runs out of stack on what is nested thousands of levels deep.
    const reason = error instanceof Error ? error.message : 'unknown reason';
    return failed({ line: 1, message: `the YAML parser gave up on it: ${reason}` });
  }
}

/** Each node is turned into a tree once, however many aliases lead to it. */
class TreeBuilder {
  readonly #document: Document;
  readonly #lineAt: (offset: number) => number;
  readonly #known = new Map<Node, YamlTree>();

  constructor(document: Document, lineAt: (offset: number) => number) {
    this.#document = document;
    this.#lineAt = lineAt;
  }

  tree(node: unknown, line: number, depth: number): YamlTree {
    if (isAlias(node)) return this.tree(node.resolve(this.#document), line, depth);
    if (depth > deepest) return { kind: 'scalar', line, value: null, text: '' };
    if (isScalar(node)) return scalar(node, line);
    if (!isMap(node) && !isSeq(node)) return { kind: 'scalar', line, value: null, text: '' };
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    // What an alias finds that stands within its own anchor.
    this.#known.set(node, { kind: 'scalar', line, value: null, text: '' });
    const made = isMap(node)
      ? this.#mapping(node.items, line, depth)
      : {
          kind: 'list' as const,
          line,
          items: node.items.map((item) => this.tree(item, this.#lineOf(item, line), depth + 1)),
        };
    this.#known.set(node, made);
    return made;
  }

  #mapping(
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    line: number,
    depth: number,
  ): YamlTree {
    const entries = new Map<string, YamlTree>();
    let repeated: string | null = null;
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? String(key.value) : '';
      if (entries.has(name)) repeated ??= name;
      entries.set(name, this.tree(value, this.#lineOf(key, line), depth + 1));
    }
    return { kind: 'mapping', line, entries, repeated };
  }

  #lineOf(node: unknown, fallback: number): number {
    const offset = isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
    return offset === undefined ? fallback : this.#lineAt(offset);
  }
}

/** YAML's core schema has no other values; what a tag of its own would make is none. */
function scalar(
  { value, source }: { readonly value: unknown; readonly source?: string },
  line: number,
): YamlTree {
  if (typeof value === 'string') {
    return { kind: 'scalar', line, value, text: JSON.stringify(value) };
  }
  const plain = typeof value === 'number' || typeof value === 'boolean' ? value : null;
  return { kind: 'scalar', line, value: plain, text: source ?? String(plain) };
}
