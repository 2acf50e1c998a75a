/** A line of a text, and what ends it: `\n`, `\r\n`, `\r`, or nothing at the end of the text. */
export interface Line {
  readonly text: string;
  readonly end: string;
}

/** The lines of a text with their ends, so that joining them gives the same bytes. An empty text has none. */
export function splitLines(text: string): readonly Line[] {
  const parts = text.split(/(\r\n|\n|\r)/);
  const lines: Line[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const line = { text: parts[at] ?? '', end: parts[at + 1] ?? '' };
    if (line.text !== '' || line.end !== '') lines.push(line);
  }
  return lines;
}

/** The text of lines. */
export function joinLines(lines: readonly Line[]): string {
  return lines.map(({ text, end }) => text + end).join('');
}

/** Lines of ours, ended as those around them are. */
export function endedBy(end: string, texts: readonly string[]): readonly Line[] {
  return texts.map((text) => ({ text, end }));
}
