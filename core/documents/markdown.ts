/** A line of a Markdown document as a reader sees it; comments are taken out. */
export interface MarkdownLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** Within a fenced block of code, or one of its fences. */
  readonly isCode: boolean;
}

/** A heading, and where it stands. */
export interface Heading {
  readonly text: string;
  readonly level: number;
}

const longestHeading = 1_000;

/**
 * The lines of a Markdown document, fences and HTML comments followed as CommonMark says. Not a full parser: those take
 * quadratic time for hostile texts, and headings are all that is asked for. Linear in the length of the text.
 */
export function* markdownLines(
  lines: readonly string[],
  firstNumber: number,
): Generator<MarkdownLine> {
  let fence: string | null = null;
  let inComment = false;
  for (const [index, line] of lines.entries()) {
    const number = firstNumber + index;
    if (fence !== null) {
      yield { number, text: line, isCode: true };
      if (closes(line, fence)) fence = null;
      continue;
    }
    const seen = withoutComments(line, inComment);
    inComment = seen.inComment;
    fence = openedFence(seen.text);
    yield { number, text: seen.text, isCode: fence !== null };
  }
}

/** The heading that a line is, by `#` or by the line under it; null for any other. */
export function headingOf(line: MarkdownLine, next: MarkdownLine | undefined): Heading | null {
  if (line.isCode || line.text.length > longestHeading) return null;
  const [, signs, text = ''] = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line.text) ?? [];
  if (signs !== undefined) {
    return { text: text.replace(/(?:^|[ \t]+)#+[ \t]*$/, '').trim(), level: signs.length };
  }
  // Lists, quotes and tables are no paragraph, which a line of dashes would make a heading.
  if (next === undefined || next.isCode || !/^ {0,3}(?![-+*>|]|\d+[.)])\S/.test(line.text)) {
    return null;
  }
  const underline = next.text.length > longestHeading ? '' : next.text.trim();
  if (/^=+$/.test(underline)) return { text: line.text.trim(), level: 1 };
  if (/^-+$/.test(underline)) return { text: line.text.trim(), level: 2 };
  return null;
}

function openedFence(line: string): string | null {
  const [, fence, info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (fence === undefined || (fence.startsWith('`') && info.includes('`'))) return null;
  return fence;
}

function closes(line: string, fence: string): boolean {
  const text = line.trim();
  return (
    text.length >= fence.length &&
    text === fence.charAt(0).repeat(text.length) &&
    !/^ {4}/.test(line)
  );
}

function withoutComments(
  line: string,
  startsInComment: boolean,
): { readonly text: string; readonly inComment: boolean } {
  const kept: string[] = [];
  let inComment = startsInComment;
  let at = 0;
  for (;;) {
    const mark = inComment ? '-->' : '<!--';
    const found = line.indexOf(mark, at);
    if (!inComment) kept.push(line.slice(at, found === -1 ? undefined : found));
    if (found === -1) return { text: kept.join(''), inComment };
    inComment = !inComment;
    at = found + mark.length;
  }
}
