/** A comment as the app reads it. */
export type ParsedComment =
  /** No line of it is for us. */
  | { readonly kind: 'nothing' }
  /** The words after `/assay`; none for a bare `/assay`. */
  | { readonly kind: 'command'; readonly words: readonly string[] };

const longestWord = 200;

/**
 * The first line that begins with `/assay`. Lines in fenced code are examples, quoted and indented ones are not
 * commands either. What follows the command's line is the author's own.
 */
export function parseComment(body: string): ParsedComment {
  let fence: string | null = null;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (mark !== null && (fence === null || mark.startsWith(fence))) {
      fence = fence === null ? mark : null;
      continue;
    }
    if (fence !== null || !/^\/assay(\s|$)/.test(line)) continue;
    const words = line.trim().split(/\s+/).slice(1);
    return { kind: 'command', words: words.slice(0, 20).map((word) => word.slice(0, longestWord)) };
  }
  return { kind: 'nothing' };
}
