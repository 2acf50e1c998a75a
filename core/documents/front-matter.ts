import type { CardField, FrontMatter, FrontMatterProblem } from '../../schemas/types.ts';
import { bounded } from '../text/bounded.ts';
import { readModelIndex } from './model-index.ts';
import { parseYaml, type YamlTree } from './yaml-tree.ts';

/** The front matter of a card, or why it could not be read; neither where a card has none. */
export interface FrontMatterReading {
  readonly frontMatter?: FrontMatter;
  readonly frontMatterProblem?: FrontMatterProblem;
}

/** The keys that are looked at, of those of Hugging Face's model cards (hub-docs, modelcard.md). */
const watchedKeys = [
  'license',
  'license_name',
  'language',
  'base_model',
  'datasets',
  'tags',
  'metrics',
  'pipeline_tag',
  'library_name',
] as const;

/** A key of the front matter that Assay looks at. */
export type FrontMatterKey = (typeof watchedKeys)[number];

/** Bounds of the schema, and of what a parser is given. */
const most = { values: 50, value: 256, message: 1_024, characters: 512 * 1_024 };

/** How many lines of a card are its front matter, fences included; 0 where there is none, null without its end. */
export function frontMatterLength(lines: readonly string[]): number | null {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line));
  return end === -1 ? null : end + 1;
}

/** Reads the lines between the fences; `firstNumber` is the number of the first in its file. */
export function readFrontMatter(lines: readonly string[], firstNumber: number): FrontMatterReading {
  const text = lines.join('\n');
  if (text.length > most.characters) {
    return problem(
      firstNumber,
      `the front matter has ${text.length} characters; it may have ${most.characters}`,
    );
  }
  const parsed = parseYaml(text);
  const inFile = (line: number): number => line + firstNumber - 1;
  if (!parsed.ok) {
    return problem(inFile(parsed.reason.line), `this is not YAML: ${parsed.reason.message}`);
  }
  const tree = parsed.value;
  if (tree.kind === 'scalar' && tree.value === null) return { frontMatter: { fields: [] } };
  if (tree.kind !== 'mapping') {
    return problem(firstNumber, 'the front matter must be a mapping of keys to values');
  }
  if (tree.repeated !== null) {
    return problem(firstNumber, `the key ${tree.repeated} stands there twice; keep one of the two`);
  }
  const index = tree.entries.get('model-index');
  return {
    frontMatter: {
      fields: watchedKeys.flatMap((key) => fieldOf(key, tree.entries.get(key), inFile)),
      ...(index === undefined ? {} : { modelIndex: readModelIndex(index, inFile) }),
    },
  };
}

function fieldOf(
  key: string,
  tree: YamlTree | undefined,
  inFile: (line: number) => number,
): readonly CardField[] {
  if (tree === undefined) return [];
  const values = (tree.kind === 'list' ? tree.items : [tree]).flatMap(valueOf);
  return [
    {
      key,
      line: inFile(tree.line),
      values: values.slice(0, most.values),
      more: Math.max(0, values.length - most.values),
    },
  ];
}

function valueOf(tree: YamlTree): readonly string[] {
  if (tree.kind !== 'scalar' || tree.value === null) return [];
  const text = String(tree.value).trim();
  return text === '' ? [] : [bounded(text, most.value)];
}

function problem(line: number, message: string): FrontMatterReading {
  return { frontMatterProblem: { line, message: bounded(message, most.message) } };
}
