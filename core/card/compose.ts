import type { DataConfig } from '../../schemas/types.ts';
import { frontMatterLength } from '../documents/front-matter.ts';
import type { Card } from './card.ts';
import { withModelIndex } from './front-matter.ts';
import { endedBy, joinLines, type Line, splitLines } from './lines.ts';
import { measuredLines } from './measured.ts';
import { placeMeasured } from './measured-place.ts';
import { unwrittenCard } from './unwritten.ts';

/** A model card, and what a person should know of how it was made, as sentences. */
export interface ComposedCard {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * The model card of a version: what a person wrote, byte for byte, with the measured figures in the front matter and in a
 * section of their own. Composing what was composed gives the same. Without a written card, one that says what is missing.
 */
export function composeCard(
  written: string | null,
  card: Card,
  data: Readonly<Record<string, Pick<DataConfig, 'role'>>>,
): ComposedCard {
  const text = written ?? unwrittenCard(card);
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const lines = splitLines(text.slice(mark.length));
  const end = lines[0]?.end === '' ? '\n' : (lines[0]?.end ?? '\n');
  const { front, body, notes } = withFigures(lines, card, data, end);
  const composed = [...front, ...placeMeasured(body, measuredLines(card), end)];
  return { text: mark + joinLines(composed), notes };
}

interface Parts {
  readonly front: readonly Line[];
  readonly body: readonly Line[];
  readonly notes: readonly string[];
}

function withFigures(
  lines: readonly Line[],
  card: Card,
  data: Readonly<Record<string, Pick<DataConfig, 'role'>>>,
  end: string,
): Parts {
  const length = frontMatterLength(lines.map(({ text }) => text));
  if (length === null) {
    const reason = 'It begins in the first line, and no second line of --- ends it.';
    // Its first line stays the first, or the next reader would take it for none.
    return { front: lines.slice(0, 1), body: lines.slice(1), notes: [leftAlone(reason)] };
  }
  const fenced = lines.slice(0, length);
  const body = lines.slice(length);
  const inner = fenced.slice(1, -1);
  const made = withModelIndex(
    inner.map(({ text }) => text),
    card,
    data,
  );
  if (!made.ok) return { front: fenced, body, notes: [leftAlone(made.reason)] };
  if (length === 0 && made.value.length === 0) return { front: [], body, notes: [] };
  return { front: spliced(fenced, inner, made.value, end), body, notes: [] };
}

/** The lines that are alike at the top and at the bottom keep their own ends; a text without front matter gets fences. */
function spliced(
  fenced: readonly Line[],
  inner: readonly Line[],
  made: readonly string[],
  end: string,
): readonly Line[] {
  const same = (a: number, b: number): boolean => inner[a]?.text === made[b];
  const shortest = Math.min(inner.length, made.length);
  let top = 0;
  while (top < shortest && same(top, top)) top += 1;
  let bottom = 0;
  while (bottom < shortest - top && same(inner.length - 1 - bottom, made.length - 1 - bottom)) {
    bottom += 1;
  }
  const [fence = { text: '---', end }] = fenced;
  const closing = fenced.at(-1) ?? { text: '---', end };
  return [
    fence,
    ...inner.slice(0, top),
    ...endedBy(end, made.slice(top, made.length - bottom)),
    ...inner.slice(inner.length - bottom),
    closing.end === '' ? { ...closing, end } : closing,
  ];
}

function leftAlone(reason: string): string {
  return `The front matter of the model card was left as it is, without the measured model-index. ${reason}`;
}
