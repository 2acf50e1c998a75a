import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { Place, Template, Templates } from './model.ts';

/** A workflow file as a tree of plain values, and where each of them stands. */
export interface Source {
  readonly path: string;
  readonly root: Templates;
  place(keys: readonly (string | number)[]): Place;
}

/** Where a key stands, or an item of a sequence; where it is not there, what it would be in. */
function placeOf(
  document: Document,
  lines: LineCounter,
  keys: readonly (string | number)[],
): Place {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const parent: unknown = document.getIn(keys.slice(0, depth - 1), true);
    const last = keys[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === last)
      : undefined;
    const node: unknown = pair?.key ?? document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

/** Reads a file that GitHub's schema has accepted. */
export function readSource(path: string, content: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines });
  return {
    path,
    root: mapping(document.toJS() as Template),
    place: (keys) => placeOf(document, lines, keys),
  };
}

/** A mapping, or an empty one where there is none. */
export function mapping(value: Template | undefined): Templates {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Templates)
    : {};
}

/** A sequence, a single value as a sequence of one, or an empty one where there is none. */
export function sequence(value: Template | undefined): readonly Template[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A scalar as text, or nothing where there is none. */
export function text(value: Template | undefined): string | undefined {
  return value === undefined || value === null || typeof value === 'object'
    ? undefined
    : String(value);
}
