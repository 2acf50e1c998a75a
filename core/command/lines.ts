/** What hides the lines that follow, up to one that ends it. */
interface Block {
  readonly begins: RegExp;
  /** The line that ends it, given the line that began it. */
  readonly ends: (first: string) => RegExp;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** Fenced code, and HTML whose content is code or is not shown: as CommonMark has them, 4.5 and 4.6. */
const blocks: readonly Block[] = [
  {
    begins: fence,
    // A closing fence is as long as the opening one or longer, of the same character, and has nothing behind it.
    ends(first) {
      const mark = fence.exec(first)?.[1] ?? '';
      return new RegExp(`^ {0,3}${mark.charAt(0)}{${mark.length},}\\s*$`);
    },
  },
  {
    begins: /^ {0,3}<(?:pre|script|style|textarea)(?:[\s>]|$)/i,
    ends: () => /<\/(?:pre|script|style|textarea)>/i,
  },
  { begins: /^ {0,3}<\?/, ends: () => /\?>/ },
  { begins: /^ {0,3}<!\[CDATA\[/, ends: () => /\]\]>/ },
  { begins: /^ {0,3}<![A-Za-z]/, ends: () => />/ },
];

/**
 * The lines of a comment that begin with `/assay` and that a reader sees as text. Lines in fenced code are examples, lines
 * in HTML comments are seen by nobody, quoted and indented ones are no commands either.
 */
export function commandLines(body: string): readonly string[] {
  const found: string[] = [];
  let end: RegExp | null = null;
  for (const line of withoutHtmlComments(body).split(/\r\n|\r|\n/)) {
    if (end === null) {
      const block = blocks.find(({ begins }) => begins.test(line));
      end = block === undefined ? null : endOf(block, line);
      if (block === undefined && /^\/assay(?:\s|$)/u.test(line)) found.push(line.trim());
    } else if (end.test(line)) end = null;
  }
  return found;
}

/** Null where the block ends on its first line, which a fence can't. */
function endOf({ begins, ends }: Block, line: string): RegExp | null {
  const end = ends(line);
  return begins !== fence && end.test(line) ? null : end;
}

/** One that is not closed hides all that follows. */
function withoutHtmlComments(body: string): string {
  const parts = body.split('<!--');
  const [first = '', ...others] = parts;
  return [first, ...others.map((part) => part.split('-->').slice(1).join('-->'))].join('');
}
