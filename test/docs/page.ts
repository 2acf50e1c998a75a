import { readFileSync } from 'node:fs';
import type { Nodes, Root, Table } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A page of the documentation, as a reader's browser would take it. */
export interface Page {
  readonly text: string;
  /** The targets of links and pictures, those in raw HTML too. */
  readonly links: readonly string[];
  /** What `#…` can lead to. */
  readonly anchors: ReadonlySet<string>;
  /** The blocks of code in YAML. */
  readonly yaml: readonly string[];
  /** The rows of all tables, headings left out; a cell is its Markdown. */
  readonly rows: readonly (readonly string[])[];
}

const parser = unified().use(remarkParse).use(remarkGfm);

/** Reads a page. */
export function readPage(file: string): Page {
  const text = readFileSync(file, 'utf8');
  const root = parser.parse(text);
  const nodes = [...descend(root)];
  return {
    text,
    links: nodes.flatMap(targets),
    anchors: anchorsOf(root, text),
    yaml: nodes.flatMap((node) =>
      node.type === 'code' && node.lang === 'yaml' ? [node.value] : [],
    ),
    rows: nodes.filter((node): node is Table => node.type === 'table').flatMap(rowsOf(text)),
  };
}

function* descend(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* descend(child);
}

function targets(node: Nodes): readonly string[] {
  if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
    return [node.url];
  if (node.type !== 'html') return [];
  return [...node.value.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)].map(([, url = '']) => url);
}

/** As GitHub makes them of headings: lower case, without punctuation, spaces as hyphens, a number for the second. */
function anchorsOf(root: Root, text: string): ReadonlySet<string> {
  const anchors = new Set([...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id));
  for (const heading of [...descend(root)].filter((node) => node.type === 'heading')) {
    const slug = wordsOf(heading)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again++) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

function wordsOf(node: Nodes): string {
  return [...descend(node)].map((one) => ('value' in one ? one.value : '')).join('');
}

function rowsOf(text: string): (table: Table) => readonly (readonly string[])[] {
  return ({ children }) =>
    children
      .slice(1)
      .map((row) =>
        row.children.map((cell) =>
          text
            .slice(cell.position?.start.offset, cell.position?.end.offset)
            .replace(/^\|/, '')
            .replace(/\|$/, '')
            .trim(),
        ),
      );
}
