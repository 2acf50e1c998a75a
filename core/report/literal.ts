/** Spaces of every kind, line breaks too. */
const spaces = /[\s\p{Zl}\p{Zp}]+/gu;
/** Control characters, direction marks, zero-width and other invisible characters, private use, lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text on one line, at most `limit` characters, in which every character can be seen: runs of spaces become one,
 * what is invisible or changes the direction becomes `�`.
 */
export function oneLine(text: string, limit: number): string {
  // Cut first: nothing below makes a text longer, and a hostile text may be long.
  const [whole, cut] = [text.slice(0, limit * 4), text.length > limit * 4];
  const clean = whole
    .replaceAll(spaces, ' ')
    .replaceAll('\uFE0F', '')
    .replaceAll(invisible, '\uFFFD')
    .trim();
  const characters = Array.from(clean);
  if (characters.length <= limit && !cut) return clean;
  return `${characters
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}\u2026`;
}

/**
 * Untrusted text as a code span: GitHub looks for no Markdown, HTML, mention, reference, link or emoji inside one,
 * and entities or escapes would not do, since it looks for mentions after it has decoded them. A `|` becomes `¦`,
 * because a table's cells are split before its code spans are read.
 */
export function literal(text: string, limit = 200): string {
  const line = oneLine(text, limit).replaceAll('|', '\u00a6');
  if (line === '') return '`(empty)`';
  return codeSpan(line);
}

/** A code span whose fence is longer than any run of backticks in it. */
function codeSpan(line: string): string {
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
