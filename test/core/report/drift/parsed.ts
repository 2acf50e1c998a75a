import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';

/** An element of a page, as a browser would make it. */
export interface Parsed {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  /** The names of the elements that it lies in, the outermost first. */
  readonly within: readonly string[];
}

interface Node {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly children?: readonly Node[];
}

/** The elements of HTML in their order. */
export function parse(page: string): readonly Parsed[] {
  const tree = { type: 'root', children: [{ type: 'raw', value: page }] } as const;
  const root = unified()
    .use(rehypeRaw)
    .runSync(tree as never) as Node;
  return elementsOf(root, []);
}

function elementsOf(node: Node, within: readonly string[]): readonly Parsed[] {
  const { tagName: name, properties = {}, children = [] } = node;
  const inner = name === undefined ? within : [...within, name];
  const found = children.flatMap((child) => elementsOf(child, inner));
  if (name === undefined) return found;
  const attributes = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, String(value)]),
  );
  return [{ name, attributes, text: textOf(node), within }, ...found];
}

function textOf({ value = '', children = [] }: Node): string {
  return value + children.map(textOf).join('');
}
