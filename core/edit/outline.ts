import { type Document, visit } from 'yaml';

/**
 * A document's content and structure as one text: equal for two documents exactly when they hold the same keys
 * and values in the same order. `changed` gives nodes another value than they have.
 */
export function outline(
  document: Document.Parsed,
  changed: ReadonlyMap<unknown, string | number | boolean> = new Map(),
): string {
  const entries: unknown[] = [];
  visit(document, {
    Map: (_, node) => void entries.push(['map', node.items.length, node.anchor, node.tag]),
    Seq: (_, node) => void entries.push(['list', node.items.length, node.anchor, node.tag]),
    Alias: (_, node) =>
      void entries.push(changed.has(node) ? entry(changed.get(node)) : ['alias', node.source]),
    Scalar: (_, node) =>
      void entries.push(entry(changed.has(node) ? changed.get(node) : node.value)),
  });
  return JSON.stringify(entries);
}

/** With the type, and as a text, since JSON has no number that is not finite. */
function entry(value: unknown): readonly string[] {
  return [typeof value, String(value)];
}
