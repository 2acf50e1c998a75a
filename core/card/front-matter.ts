import { type Document, isCollection, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { DataConfig } from '../../schemas/types.ts';
import { readFrontMatter } from '../documents/front-matter.ts';
import { failed, ok, type Result } from '../result.ts';
import type { Card } from './card.ts';
import { modelIndexLines, modelIndexOf } from './model-index.ts';

const key = 'model-index';

/**
 * The lines between the fences of a front matter with the measured `model-index`; every other line stays as it is. The
 * reason of a failure is a sentence that says why the front matter was left alone.
 */
export function withModelIndex(
  lines: readonly string[],
  card: Card,
  data: Readonly<Record<string, Pick<DataConfig, 'role'>>>,
): Result<readonly string[]> {
  const { frontMatterProblem } = readFrontMatter(lines, 2);
  if (frontMatterProblem !== undefined) {
    return failed(`Line ${frontMatterProblem.line}: ${frontMatterProblem.message}.`);
  }
  const before = parsed(lines);
  const { contents } = before.document;
  if (isMap(contents) && contents.flow === true) {
    return failed('It is written in braces: write one key a line.');
  }
  const written = valuesOf(before.document);
  const index = modelIndexOf(card, written[key], data);
  const place = placeOf(before, lines);
  const own = index === null ? [] : modelIndexLines(index, place.indent);
  const after = [...lines.slice(0, place.start), ...own, ...lines.slice(place.end)];
  return holds(after, written, index) ? ok(after) : failed(entangled);
}

const entangled =
  'Its model-index is tied to its other keys, by an anchor or by how the lines are indented: write it as a key of its own.';

interface Parsed {
  readonly document: Document;
  readonly lineAt: (offset: number) => number;
}

function parsed(lines: readonly string[]): Parsed {
  const lineCounter = new LineCounter();
  const document = parseDocument(lines.join('\n'), {
    lineCounter,
    prettyErrors: false,
    stringKeys: true,
    // The reader before has refused them; the parser's own search for them takes quadratic time.
    uniqueKeys: false,
  });
  return { document, lineAt: (offset) => Math.max(1, lineCounter.linePos(offset).line) - 1 };
}

function valuesOf(document: Document): Readonly<Record<string, unknown>> {
  const values: unknown = document.toJS({ maxAliasCount: 20 });
  return typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {};
}

interface KeyPlace {
  /** The first line of the key, and the first behind it; equal where there is no such key. */
  readonly start: number;
  readonly end: number;
  readonly indent: string;
}

function placeOf({ document, lineAt }: Parsed, lines: readonly string[]): KeyPlace {
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const starts = pairs.map((pair) => (isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0));
  const first = lines[lineAt(starts[0] ?? 0)] ?? '';
  const indent = pairs.length === 0 ? '' : (/^ */.exec(first)?.[0] ?? '');
  const found = pairs.findIndex((pair) => isScalar(pair.key) && pair.key.value === key);
  if (found === -1) return { start: lines.length, end: lines.length, indent };
  const start = lineAt(starts[found] ?? 0);
  const value = pairs[found]?.value;
  const last = isScalar(value) || isCollection(value) ? (value.range?.[1] ?? 0) : 0;
  let end = Math.max(start + 1, lineAt(Math.max(0, last - 1)) + 1);
  // A comment between two keys belongs to the one that follows.
  while (end > start + 1 && /^\s*(?:#|$)/.test(lines[end - 1] ?? '')) end -= 1;
  return { start, end, indent };
}

/** Whether what was made says what it should, and of everything else what was said before. */
function holds(
  lines: readonly string[],
  written: Readonly<Record<string, unknown>>,
  index: unknown,
): boolean {
  if (readFrontMatter(lines, 2).frontMatterProblem !== undefined) return false;
  const { [key]: now, ...others } = valuesOf(parsed(lines).document);
  const { [key]: _, ...before } = written;
  return sameJson(now ?? null, index) && sameJson(others, before);
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
