/**
 * The lines of a comment that begin with `/assay` and that a reader sees as text. Lines in fenced code are examples, lines
 * in HTML comments are seen by nobody, quoted and indented ones are no commands either.
 */
export function commandLines(body: string): readonly string[] {
  const found: string[] = [];
  let fence: string | null = null;
  for (const line of withoutHtmlComments(body).split(/\r\n|\r|\n/)) {
    if (fence !== null) {
      if (closes(line, fence)) fence = null;
      continue;
    }
    fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence === null && /^\/assay(?:\s|$)/u.test(line)) found.push(line.trim());
  }
  return found;
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
