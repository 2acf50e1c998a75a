import { type Document, isAlias, isScalar, parseDocument, type Scalar, visit } from 'yaml';
import { editError, findPlace, findValue, places } from './find.ts';
import { type Dots, keySteps } from './key-path.ts';
import { requireOneReading } from './one-reading.ts';
import { tagObstacle } from './tag.ts';

/** A value as a YAML or JSON text has it; undefined where there is none. */
export type YamlValue = string | number | boolean | null | undefined;

/** A YAML or JSON text that was read once. */
export interface YamlText {
  /** The value at a path of keys. Throws an InputError for a path that leads to a mapping or a list. */
  value(keyPath: string): YamlValue;
  /** The keys of the document that a path leads over; null where nothing is there. */
  keys(keyPath: string): readonly string[] | null;
  /** Whether anything is at a path of keys, a mapping or a list too. */
  has(keyPath: string): boolean;
  /** The path of every single value, and of every alias. */
  paths(): readonly string[];
  /** The path of every alias. */
  aliases(): readonly string[];
}

/** Reads a text. Throws an InputError that says what is wrong, and in which line. */
export function readYaml(text: string, file: string): YamlText {
  return yamlText(parsed(text, file), file, 'dotted');
}

/**
 * Reads a text that others read too, with their own readers. Throws, beside what `readYaml` throws, where one of them may
 * find another value at a path than we do: `requireOneReading` says where.
 */
export function readSharedYaml(text: string, file: string, dots: Dots): YamlText {
  const document = parsed(text, file);
  requireOneReading(document, text, file);
  return yamlText(document, file, dots);
}

function yamlText(document: Document.Parsed, file: string, dots: Dots): YamlText {
  const { contents } = document;
  return {
    value(keyPath) {
      const found = findValue(contents, keyPath, file, dots);
      if (found === null) return undefined;
      const node = isAlias(found.node) ? found.node.resolve(document) : found.node;
      if (node === null) return null;
      if (!isScalar(node)) {
        throw editError(file, `${keyPath} is an alias of no single value; write it out.`);
      }
      const obstacle = tagObstacle(node.tag);
      if (obstacle !== null) throw editError(file, `${keyPath} ${obstacle}`);
      const { value } = node;
      if (typeof value === 'string') return value.slice(found.prefix.length);
      if (typeof value === 'number') return asWritten(value, node);
      return typeof value === 'boolean' ? value : null;
    },
    keys: (keyPath) => findPlace(contents, keySteps(keyPath, dots), keyPath, file)?.keys ?? null,
    has: (keyPath) => findPlace(contents, keySteps(keyPath, dots), keyPath, file) !== null,
    paths: () => places(contents, '').map(({ path }) => path),
    aliases: () =>
      places(contents, '')
        .filter(({ node }) => isAlias(node))
        .map(({ path }) => path),
  };
}

/** A number; the text that it is written as, where readers may take that for another one, such as `010` or `0o12`. */
function asWritten(value: number, { source }: Scalar): number | string {
  return source === undefined || source === String(value) ? value : source;
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
