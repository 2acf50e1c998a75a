import type { ModelCard } from '../../schemas/types.ts';
import { bounded } from '../text/bounded.ts';
import { headingOf, type MarkdownLine, markdownLines } from './markdown.ts';
import { countCharacters, placeholdersIn } from './placeholders.ts';

type Body = Pick<ModelCard, 'sections' | 'moreSections' | 'placeholders' | 'morePlaceholders'>;

/** Bounds of the schema. */
const most = { sections: 300, heading: 256, placeholders: 100, placeholder: 64 };

/** The sections of a card and the placeholders that it still has, from its lines behind the front matter. */
export function readSections(lines: readonly string[], firstNumber: number): Body {
  const body: Body = { sections: [], moreSections: 0, placeholders: [], morePlaceholders: 0 };
  let previous: MarkdownLine | null = null;
  for (const line of markdownLines(lines, firstNumber)) {
    if (previous !== null) addLine(body, previous, line);
    previous = line;
  }
  if (previous !== null) addLine(body, previous, undefined);
  return body;
}

/** Adds the placeholders of a line that is not code. */
export function addPlaceholders(body: Body, number: number, text: string): void {
  for (const found of placeholdersIn(text)) {
    if (body.placeholders.length < most.placeholders) {
      body.placeholders.push({ line: number, text: bounded(found, most.placeholder) });
    } else body.morePlaceholders += 1;
  }
}

function addLine(body: Body, line: MarkdownLine, next: MarkdownLine | undefined): void {
  if (!line.isCode) addPlaceholders(body, line.number, line.text);
  const heading = headingOf(line, next);
  if (heading === null) return addCharacters(body, line);
  if (body.sections.length === most.sections) {
    body.moreSections += 1;
    return undefined;
  }
  body.sections.push({
    heading: bounded(heading.text, most.heading),
    level: heading.level,
    line: line.number,
    characters: 0,
  });
  return undefined;
}

/** What stands behind the last section that is listed is nobody's. */
function addCharacters(body: Body, line: MarkdownLine): void {
  const last = body.sections.at(-1);
  if (last === undefined || body.moreSections > 0) return;
  last.characters += countCharacters(line.text);
}
