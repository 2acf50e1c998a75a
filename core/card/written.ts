import { readCard } from '../documents/card.ts';
import { frontMatterLength, type FrontMatterKey } from '../documents/front-matter.ts';
import { headingOf, markdownLines } from '../documents/markdown.ts';
import { intendedUse, isSection, limitations, risks } from '../documents/required-sections.ts';
import { bounded } from '../text/bounded.ts';
import { withoutMeasured } from './measured-place.ts';
import { splitLines } from './lines.ts';

/** What a model card that a person wrote says of the model. */
export interface Written {
  /** Keys of its front matter with their values; none where it can't be read. */
  readonly fields: ReadonlyMap<FrontMatterKey, readonly string[]>;
  readonly considerations: Considerations;
}

/** The texts of sections as they stand there, without headings; by what CycloneDX calls them. */
export interface Considerations {
  readonly users: readonly string[];
  readonly useCases: readonly string[];
  readonly technicalLimitations: readonly string[];
  readonly performanceTradeoffs: readonly string[];
  readonly ethicalConsiderations: readonly string[];
}

const sections = {
  users: {
    phrases: ['intended users', 'primary intended users'],
    headings: ['users', 'who it is for'],
  },
  useCases: intendedUse,
  technicalLimitations: limitations,
  performanceTradeoffs: { phrases: ['trade offs', 'tradeoffs', 'trade off'], headings: [] },
  ethicalConsiderations: risks,
} as const;

const most = { characters: 4_000, texts: 20, sections: 300 };

/** Reads a card of the repository. What an earlier version had measured is no part of it. */
export function readWritten(text: string): Written {
  const { frontMatter } = readCard(text);
  const fields = (frontMatter?.fields ?? []).map(
    ({ key, values }) => [key as FrontMatterKey, values] as const,
  );
  return { fields: new Map(fields), considerations: considerationsOf(text) };
}

function considerationsOf(text: string): Considerations {
  const lines = splitLines(text).map((line) => line.text);
  const body = withoutMeasured(lines.slice(frontMatterLength(lines) ?? 0));
  const found = sectionsOf(body);
  const textsOf = (name: keyof typeof sections): readonly string[] =>
    found
      .filter(({ heading }) => isSection(heading, sections[name]))
      .map(({ start, end }) => bounded(body.slice(start, end).join('\n').trim(), most.characters))
      .filter((one) => one !== '')
      .slice(0, most.texts);
  return {
    users: textsOf('users'),
    useCases: textsOf('useCases'),
    technicalLimitations: textsOf('technicalLimitations'),
    performanceTradeoffs: textsOf('performanceTradeoffs'),
    ethicalConsiderations: textsOf('ethicalConsiderations'),
  };
}

interface Section {
  readonly heading: string;
  /** The lines from the one behind the heading to the next heading. */
  readonly start: number;
  end: number;
}

function sectionsOf(body: readonly string[]): readonly Section[] {
  const lines = [...markdownLines(body, 0)];
  const found: Section[] = [];
  for (const [index, line] of lines.entries()) {
    const heading = headingOf(line, lines[index + 1]);
    if (heading === null) continue;
    const last = found.at(-1);
    if (last !== undefined) last.end = index;
    // The line under a heading of the older kind is its own.
    const start = /^ {0,3}#/.test(line.text) ? index + 1 : index + 2;
    found.push({ heading: heading.text, start, end: lines.length });
  }
  return found.slice(0, most.sections);
}
