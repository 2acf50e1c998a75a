import { failed, ok, type Result } from '../result.ts';
import { type CommandName, type ParsedCommand, specOf } from './grammar.ts';
import { isOfKind, kinds, type Parameter, type Target, targetOf } from './parameter.ts';
import type { Word } from './words.ts';

type Option = Extract<Parameter, { readonly kind: 'option' }>;
type Phrase = Extract<Parameter, { readonly kind: 'phrase' }>;
type Values = Record<string, string | Target | null>;

const longestReason = 1_000;

/** What is still to be read: the first of `words` is the word `at` of the line, counted from 1 at the command's name. */
interface Rest {
  readonly words: readonly Word[];
  readonly at: number;
}

/** Reads the words behind a command's name. What is wrong is a sentence that names the word. */
export function readArguments(
  name: CommandName,
  words: readonly Word[],
): Result<ParsedCommand['arguments']> {
  const { parameters } = specOf(name);
  const values: Values = {};
  let rest: Rest = { words, at: 2 };
  const last = parameters.at(-1);
  // An option behind the words that are left is looked for from the end.
  const trailing = last?.kind === 'option' && parameters.at(-2)?.kind === 'rest' ? last : null;
  if (trailing !== null) {
    const found = readTrailing(trailing, words);
    if (!found.ok) return found;
    values[trailing.name] = found.value;
    if (found.value !== null) rest = { words: words.slice(0, -2), at: 2 };
  }
  for (const parameter of parameters) {
    if (parameter === trailing) continue;
    const read = readParameter(parameter, rest, values);
    if (!read.ok) return read;
    rest = read.value;
  }
  const [extra] = rest.words;
  if (extra !== undefined) return failed(`${shown(extra, rest.at)} is one word too many.`);
  // Each parameter was read by its kind.
  return ok(values as unknown as ParsedCommand['arguments']);
}

function readParameter(parameter: Parameter, rest: Rest, values: Values): Result<Rest> {
  switch (parameter.kind) {
    case 'keyword':
      return readKeyword(parameter.word, rest);
    case 'word':
      return readWord(parameter, rest, values);
    case 'option':
      return readOption(parameter, rest, values);
    case 'phrase':
      return readPhrase(parameter, rest, values);
    case 'rest':
      return readText(parameter, rest, values);
    default:
      return parameter satisfies never;
  }
}

function readKeyword(keyword: string, rest: Rest): Result<Rest> {
  const [word] = rest.words;
  if (word?.text === keyword) return ok(behind(rest, 1));
  return failed(
    word === undefined
      ? `The word ${keyword} is missing.`
      : `In the place of ${shown(word, rest.at)} must stand ${keyword}.`,
  );
}

function readWord(
  { name, takes, optional }: Extract<Parameter, { readonly kind: 'word' }>,
  rest: Rest,
  values: Values,
): Result<Rest> {
  const [word] = rest.words;
  if (word === undefined) {
    if (!optional) return failed(`The ${takes === 'target' ? 'model' : name} is missing.`);
    values[name] = null;
    return ok(rest);
  }
  const { what, form } = kinds[takes];
  if (!isOfKind(takes, word.text)) {
    return failed(`${shown(word, rest.at)} is not ${what}: ${form}.`);
  }
  values[name] = takes === 'target' ? targetOf(word.text) : word.text;
  return ok(behind(rest, 1));
}

function readOption({ keyword, name, takes }: Option, rest: Rest, values: Values): Result<Rest> {
  const [first, word] = rest.words;
  values[name] = null;
  if (first === undefined || first.quoted || first.text !== keyword) return ok(rest);
  const { what, form } = kinds[takes];
  if (word === undefined) return failed(`Behind ${keyword} must stand ${what}: ${form}.`);
  if (!isOfKind(takes, word.text)) {
    return failed(
      `${shown(word, rest.at + 1)}, behind ${keyword}, is not ${what}: ${form}. If ${keyword} is a part of the text, put that in quotes.`,
    );
  }
  values[name] = word.text;
  return ok(behind(rest, 2));
}

function readPhrase(
  { keywords, name, takes, usual }: Phrase,
  rest: Rest,
  values: Values,
): Result<Rest> {
  const [first] = rest.words;
  values[name] = null;
  if (first === undefined || first.text !== keywords[0]) return ok(rest);
  let behindAll = rest;
  for (const keyword of keywords) {
    const read = readKeyword(keyword, behindAll);
    if (!read.ok) return read;
    behindAll = read.value;
  }
  const [word] = behindAll.words;
  if (word === undefined) {
    values[name] = usual;
    return ok(behindAll);
  }
  const { what, form } = kinds[takes];
  if (!isOfKind(takes, word.text)) {
    return failed(`${shown(word, behindAll.at)} is not ${what}: ${form}.`);
  }
  values[name] = word.text;
  return ok(behind(behindAll, 1));
}

/** The word behind the last of this keyword, which must be the last of all; null where there is no such keyword. */
function readTrailing({ keyword, takes }: Option, words: readonly Word[]): Result<string | null> {
  const at = words.findLastIndex(({ text, quoted }) => text === keyword && !quoted);
  if (at === -1) return ok(null);
  const word = words[at + 1];
  const { what, form } = kinds[takes];
  if (word !== undefined && at === words.length - 2 && isOfKind(takes, word.text)) {
    return ok(word.text);
  }
  return failed(
    `Behind ${keyword} (word ${at + 2}) must stand ${what} as the last word, ${form}. If ${keyword} is a part of the text, put that in quotes.`,
  );
}

function readText(
  { name, optional }: Extract<Parameter, { readonly kind: 'rest' }>,
  { words, at }: Rest,
  values: Values,
): Result<Rest> {
  const text = words
    .map((word) => word.text)
    .join(' ')
    .trim()
    .toWellFormed();
  if (text === '' && !optional) return failed(`The ${name} is missing.`);
  if (text.length > longestReason) {
    return failed(`The ${name} is longer than ${longestReason} characters.`);
  }
  values[name] = text === '' ? null : text;
  return ok({ words: [], at: at + words.length });
}

function behind({ words, at }: Rest, count: number): Rest {
  return { words: words.slice(count), at: at + count };
}

function shown({ text }: Word, at: number): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}" (word ${at})`;
}
