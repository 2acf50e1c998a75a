/** A comment as the app reads it. */
export type ParsedComment =
  /** No line of it is for us. */
  | { readonly kind: 'nothing' }
  /** The words after `/assay`; none for a bare `/assay`. */
  | { readonly kind: 'command'; readonly words: readonly string[] };

const longestWord = 200;

/**
 * The first line that begins with `/assay` and that a reader sees as text. Lines in fenced code are examples, lines in
 * HTML comments are seen by nobody, quoted and indented ones are no commands either. What follows the command's line
 * is the author's own.
 */
export function parseComment(body: string): ParsedComment {
  let fence: string | null = null;
  for (const line of withoutHtmlComments(body).split(/\r?\n/)) {
    if (fence !== null) {
      if (closes(line, fence)) fence = null;
      continue;
    }
    fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence !== null || !/^\/assay(\s|$)/.test(line)) continue;
    const words = line.trim().split(/\s+/).slice(1);
    return { kind: 'command', words: words.slice(0, 20).map((word) => word.slice(0, longestWord)) };
  }
  return { kind: 'nothing' };
}

/** A closing fence is as long as the opening one, of the same character, and has nothing behind it. */
function closes(line: string, fence: string): boolean {
  const mark = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return mark?.startsWith(fence) === true;
}

/** One that is not closed hides all that follows. */
function withoutHtmlComments(body: string): string {
  const parts = body.split('<!--');
  const [first = '', ...others] = parts;
  return [first, ...others.map((part) => part.split('-->').slice(1).join('-->'))].join('');
}
