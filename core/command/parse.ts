import { isCommandName, type ParsedCommand } from './grammar.ts';
import { commandLines } from './lines.ts';
import { readArguments } from './read.ts';
import { wordsOf } from './words.ts';

/** A comment as the app reads it. */
export type ParsedComment =
  /** No line of it is for us. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-many'; readonly count: number }
  /** In the order in which they stand; at least one. */
  | { readonly kind: 'commands'; readonly lines: readonly ParsedLine[] };

/** A line that begins with `/assay`, as it was typed and as it is read. */
export type ParsedLine = { readonly text: string } & (
  | { readonly kind: 'command'; readonly command: ParsedCommand }
  | { readonly kind: 'unknown'; readonly word: string }
  /** What is wrong, as a sentence; `name` is the command that was meant, null where that can't be said. */
  | {
      readonly kind: 'malformed';
      readonly name: ParsedCommand['name'] | null;
      readonly problem: string;
    }
);

/** More than these in one comment are not done. */
export const mostCommands = 10;
const longestLine = 2_000;

/** Reads the commands of a comment, each on a line of its own. The rest of the comment is the author's own. */
export function parseComment(body: string): ParsedComment {
  const lines = commandLines(body);
  if (lines.length === 0) return { kind: 'nothing' };
  if (lines.length > mostCommands) return { kind: 'too-many', count: lines.length };
  return { kind: 'commands', lines: lines.map(parseLine) };
}

function parseLine(line: string): ParsedLine {
  const text = line.slice(0, longestLine);
  if (line.length > longestLine) {
    const problem = `The line is longer than ${longestLine} characters.`;
    return { text, kind: 'malformed', name: null, problem };
  }
  const behind = line.slice('/assay'.length).trimStart();
  const [name = ''] = /^\S*/.exec(behind) ?? [];
  if (name === '') return { text, kind: 'command', command: { name: 'help', arguments: {} } };
  if (!isCommandName(name)) return { text, kind: 'unknown', word: name };
  const words = wordsOf(behind);
  const read = words.ok ? readArguments(name, words.value.slice(1)) : words;
  return read.ok
    ? // Arguments are read by the grammar of this very name.
      { text, kind: 'command', command: { name, arguments: read.value } as ParsedCommand }
    : { text, kind: 'malformed', name, problem: read.reason };
}

/** The model that a command is about; null where it is about none or several. */
export function modelOfCommand({ arguments: values }: ParsedCommand): string | null {
  if ('target' in values) return values.target.model;
  return 'model' in values ? values.model : null;
}
