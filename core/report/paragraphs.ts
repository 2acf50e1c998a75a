/** Texts that are Markdown already, each a paragraph. */
export function paragraphs(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => (index === 0 ? [text] : ['', text]));
}
