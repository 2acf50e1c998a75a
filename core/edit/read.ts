import { type Document, isAlias, isScalar, parseDocument, visit } from 'yaml';
import { editError, findPlace, findValue, valuePaths } from './find.ts';
import { keySteps } from './key-path.ts';

/** A value as a YAML or JSON text has it; undefined where there is none. */
export type YamlValue = string | number | boolean | null | undefined;

/** A YAML or JSON text that was read once. */
export interface YamlText {
  /** The value at a path of keys. Throws an InputError for a path that leads to a mapping or a list. */
  value(keyPath: string): YamlValue;
  /** Whether anything is at a path of keys, a mapping or a list too. */
  has(keyPath: string): boolean;
  /** The path of every single value. */
  paths(): readonly string[];
}

/** Reads a text. Throws an InputError that says what is wrong, and in which line. */
export function readYaml(text: string, file: string): YamlText {
  const document = parsed(text, file);
  return {
    value(keyPath) {
      const found = findValue(document.contents, keyPath, file);
      if (found === null) return undefined;
      const node = isAlias(found.node) ? found.node.resolve(document) : found.node;
      if (!isScalar(node)) return null;
      const obstacle = tagObstacle(node.tag);
      if (obstacle !== null) throw editError(file, `${keyPath} ${obstacle}`);
      const { value } = node;
      if (typeof value === 'string') return value.slice(found.prefix.length);
      return typeof value === 'number' || typeof value === 'boolean' ? value : null;
    },
    has: (keyPath) => findPlace(document.contents, keySteps(keyPath), keyPath, file) !== null,
    paths: () => valuePaths(document.contents, ''),
  };
}

const stringTag = 'tag:yaml.org,2002:str';

/** Why a value with a tag can't be read or replaced, as the end of a sentence: each reader makes of it what it likes. */
export function tagObstacle(tag: string | undefined): string | null {
  return tag === undefined || tag === stringTag ? null : `has the tag ${tag}; edit it by hand.`;
}

/** The document of a text. Throws as `readYaml` does. */
export function parsed(text: string, file: string): Document.Parsed {
  const document = parse(text, file);
  const [error] = document.errors;
  if (error === undefined) return document;
  if (error.code === 'MULTIPLE_DOCS') {
    throw editError(
      file,
      'the file holds several YAML documents; keep the one to edit in a file of its own.',
    );
  }
  const line = text.slice(0, error.pos[0]).split('\n').length;
  throw editError(file, `line ${line} is not YAML: ${error.message.replace(/\.$/, '')}.`);
}

const mostCharacters = 1_000_000;

function parse(text: string, file: string): Document.Parsed {
  if (text.length > mostCharacters) {
    throw editError(file, `the file is larger than ${mostCharacters} characters.`);
  }
  try {
    return parseDocument(text, { keepSourceTokens: true, prettyErrors: false });
  } catch (error) {
    // The parser calls itself for each level of a nested document.
    if (error instanceof RangeError) throw editError(file, 'the file is nested too deeply.');
    throw error;
  }
}

/** The anchors that aliases of a document lead to. */
export function aliased(document: Document.Parsed): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Alias: (_, { source }) => void names.add(source) });
  return names;
}
