/**
 * Texts that wait for another one: those of Hugging Face's template of a model card (`[More Information Needed]`, its
 * `{{ … }}` and its title), and what people leave behind.
 */
const waiting =
  /\[?more information needed\]?|lorem ipsum|\bmodel card for model id\b|\[(?:insert|fill in)\b[^[\]]{0,100}\](?!\()|\{\{[^{}]{0,200}\}\}/gi;
/** Only in capitals: the words have other meanings. */
const marks = /\b(?:TODO|TBD|TBA|FIXME)\b/g;
const inlineCode = /`[^`]*`/g;

/** The placeholders in a line of text, in the order in which they are looked for. Inline code has none. */
export function placeholdersIn(line: string): readonly string[] {
  const text = line.replace(inlineCode, '');
  return [...text.matchAll(waiting), ...text.matchAll(marks)].map(([found]) => found);
}

/** The letters and digits of a line that are not those of a placeholder. */
export function countCharacters(line: string): number {
  const text = line.replace(waiting, '').replace(marks, '');
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
