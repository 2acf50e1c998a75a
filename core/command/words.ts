import { failed, ok, type Result } from '../result.ts';

/** A word of a line. One that was quoted is never a keyword. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** What opens a quotation at the start of a word, and what closes it; telephones write the round ones. */
const quotes = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\u201c', '\u201d'],
  ['\u201e', '\u201c'],
  ['\u2018', '\u2019'],
]);
const space = /\s/u;

/**
 * The words of a line, apart by white space of any kind. A quotation begins where a word begins and ends at a mark with
 * white space behind it, so that `it's` is a word. A backslash takes its meaning from a mark, a backslash, or a space.
 */
export function wordsOf(line: string): Result<readonly Word[]> {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    const first = line.charAt(at);
    if (space.test(first)) {
      at += 1;
      continue;
    }
    const closing = quotes.get(first);
    const read = closing === undefined ? readBare(line, at) : readQuoted(line, at + 1, closing);
    if (read === null) {
      return failed(
        `The quotation that begins with ${line.slice(at, at + 20)} (word ${words.length + 1}) is not closed.`,
      );
    }
    words.push({ text: read.text, quoted: closing !== undefined });
    at = read.end;
  }
  return ok(words);
}

interface Read {
  readonly text: string;
  /** Where what follows begins. */
  readonly end: number;
}

function readBare(line: string, start: number): Read {
  let text = '';
  let at = start;
  for (; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (space.test(character)) break;
    const next = line.charAt(at + 1);
    if (character === '\\' && (next === '\\' || isMark(next) || space.test(next))) {
      text += next;
      at += 1;
    } else text += character;
  }
  return { text, end: at };
}

/** Null where the quotation is not closed. */
function readQuoted(line: string, start: number, closing: string): Read | null {
  let text = '';
  for (let at = start; at < line.length; at += 1) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (character === closing && (next === '' || space.test(next))) return { text, end: at + 1 };
    if (character === '\\' && (next === '\\' || isMark(next))) {
      text += next;
      at += 1;
    } else text += character;
  }
  return null;
}

function isMark(character: string): boolean {
  return quotes.has(character) || character === '\u201d' || character === '\u2019';
}
