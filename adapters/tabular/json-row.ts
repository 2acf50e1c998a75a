/** A row of JSON lines by the names of its columns; null where a line is not a JSON object. */
export type JsonRow = Readonly<Record<string, unknown>>;

/**
 * Texts, so that what stands in them is passed over, and the words that Python writes for what is not finite. A text
 * need not end, or finding out that it doesn't would take the square of its length.
 */
const notFinite = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\bInfinity\b|\bNaN\b/g;
/** A whole number that may be too large for a double. */
const longInteger = /(?<![\d.eE+"])\d{16,}(?![\d.eE])/;

/**
 * A line as a row; null where it is not a JSON object. `NaN` and `Infinity`, which JSON does not know and Python
 * writes, are read as texts of these words, and whole numbers beyond 2^53 as texts of their digits, since an id must
 * keep all of them.
 */
export function parseJsonRow(line: string): JsonRow | null {
  const row = parse(line) ?? parse(line.replace(notFinite, quoteWord));
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as JsonRow) : null;
}

function parse(line: string): unknown {
  try {
    return longInteger.test(line) ? JSON.parse(line, keepDigits) : JSON.parse(line);
  } catch {
    return undefined;
  }
}

function quoteWord(found: string): string {
  return found.startsWith('"') ? found : `"${found}"`;
}

/** `context.source` is the text of the number; the types don't know of it yet. */
function keepDigits(this: unknown, _key: string, value: unknown, context?: unknown): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) {
    return value;
  }
  const source = (context as { readonly source?: unknown } | undefined)?.source;
  return typeof source === 'string' && /^-?\d+$/.test(source) ? source : value;
}
