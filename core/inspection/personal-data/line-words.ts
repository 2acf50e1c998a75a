// oxlint-disable-next-line no-control-regex -- the control character is what begins a colour.
const colours = /\u001b\[[\d;]*m/g;
/** As JSON writes a line's end and the like, in a notebook. */
const escapes = /\\[bfnrt"\\/]/g;

/** A line of a text without what would hide where a word begins: colours of a log, escapes of a notebook. */
export function wordsOfLine(line: string): string {
  return line.replaceAll(colours, ' ').replaceAll(escapes, ' ');
}
