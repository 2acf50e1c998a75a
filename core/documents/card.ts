import type { ModelCard } from '../../schemas/types.ts';
import { frontMatterLength, readFrontMatter } from './front-matter.ts';
import { addPlaceholders, readSections } from './sections.ts';

/**
 * What a model card says and what it still lacks, as facts. Markdown with YAML front matter, as Hugging Face's; any line
 * ends, with or without a byte order mark. The text is untrusted: all lists are bounded, and what did not fit is counted.
 */
export function readCard(text: string): Omit<ModelCard, 'path' | 'digest'> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const length = frontMatterLength(lines);
  if (length === 0) return readSections(lines, 1);
  if (length === null) {
    const message = 'the front matter begins here, and no second line of --- ends it';
    return { frontMatterProblem: { line: 1, message }, ...readSections(lines, 1) };
  }
  const inner = lines.slice(1, length - 1);
  const body = readSections(lines.slice(length), length + 1);
  for (const [index, line] of inner.entries()) addPlaceholders(body, index + 2, line);
  return { ...readFrontMatter(inner, 2), ...body };
}
