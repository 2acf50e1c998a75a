import { literal, oneLine } from './literal.ts';

const opening = /^["'(\u201c\u2018]{0,3}/u;
const closing = /[.,;:?!)"'\u201d\u2019\u2026]{0,4}$/u;

/** Words and plain numbers: `doesn't`, `chi-square`, `v1.4.0`, `−3.5%`. Everything else is shown as code. */
const plainWords = [
  /^\p{L}+(?:['\u2019-]\p{L}+)*$/u,
  /^[\p{L}\p{Nd}]+$/u,
  /^[-+\u2212\u00b1]?\d+(?:[.,]\d+)*%?$/u,
  /^v\d+(?:\.\d+){0,2}$/u,
];
/** What GitHub may link though it looks like a word: an abbreviated commit, and `GH-1` or a custom `TICKET-1`. */
const linked = [/\b[0-9a-f]{7,64}\b/i, /^\p{L}+-\p{Nd}/u, /^www$/iu];

/**
 * An untrusted sentence as running text: plain words and numbers as they are, every other word as a code span,
 * so that a file name reads well and no Markdown, HTML, mention, reference, link or emoji can be made.
 */
export function prose(text: string, limit = 1_000): string {
  return oneLine(text, limit)
    .split(' ')
    .map((word, index) => shown(word, index === 0))
    .join(' ');
}

function shown(word: string, first: boolean): string {
  const before = opening.exec(word)?.[0] ?? '';
  const rest = word.slice(before.length);
  const after = closing.exec(rest)?.[0] ?? '';
  const core = rest.slice(0, rest.length - after.length);
  if (core === '') return after === '' && before === '' ? '' : literal(word);
  // A number and a dot at the start of a line begin a list.
  const list = first && /^\d+$/.test(core) && after !== '';
  return isPlain(core) && !list ? word : `${before}${literal(core, 1_000)}${after}`;
}

function isPlain(core: string): boolean {
  return (
    plainWords.some((pattern) => pattern.test(core)) &&
    !linked.some((pattern) => pattern.test(core))
  );
}
