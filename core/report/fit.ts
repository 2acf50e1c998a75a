import { fairShares } from './fair-shares.ts';
import { sizeOf } from './size.ts';

/** A part of a text, which is kept, shortened or left out. */
export interface Part {
  readonly lines: readonly string[];
  /** Details are left out before anything that is essential. */
  readonly essential: boolean;
  /** A shorter form of at most this size (see `sizeOf`); null where the room is too small for any. */
  readonly shorter?: (room: number) => readonly string[] | null;
}

/** Parts that belong to one subject. Groups share the room fairly, so that none crowds out the others. */
export interface Group {
  /** A heading that says the most important, kept even where nothing else is; null for a group without one. */
  readonly line: string | null;
  /** Whether the parts are folded away under the heading. */
  readonly folded: boolean;
  readonly essentials: readonly Part[];
  /** Made only where there is room for any. */
  readonly details: () => readonly Part[];
}

/** A text, and whether everything is in it. */
export interface Fitted {
  readonly text: string;
  readonly whole: boolean;
}

/** GitHub takes 65,535 characters; what is beyond this budget is left out, and said to be. */
const budget = 62_000;
/** Kept free for the sentence that says what was left out. */
const reserve = 600;
/** With less room for each group, no detail is worth making. */
const leastDetail = 80;

const artifacts = "the records in the workflow's artifacts hold them";

/** The parts in their order, as many as fit: essential ones first, and a sentence for what was left out. */
export function fit(
  head: readonly string[],
  parts: readonly Part[],
  foot: readonly string[],
): string {
  const essentials = parts.filter(({ essential }) => essential);
  const details = (): readonly Part[] => parts.filter(({ essential }) => !essential);
  return fitGroups(head, [{ line: null, folded: false, essentials, details }], foot).text;
}

/**
 * Groups in their order. As many headings as there is room for, then the essential parts of all groups, then the
 * details. `elsewhere` completes "Too long to be shown here: …; ".
 */
export function fitGroups(
  head: readonly string[],
  groups: readonly Group[],
  foot: readonly string[],
  elsewhere: string = artifacts,
): Fitted {
  let room = budget - reserve - sizeOf(head) - sizeOf(foot);
  const titled: Group[] = [];
  for (const group of groups) {
    const size = sizeOf(groupLines(group, [['']]));
    if (size > room) break;
    titled.push(group);
    room -= size;
  }
  const kept = new Map<Part, readonly string[]>();
  const essentials = titled.map((group) => group.essentials.filter(isThere));
  room -= keep(kept, essentials, room);
  const detailed = room >= leastDetail * titled.length;
  const details = titled.map((group) => (detailed ? group.details().filter(isThere) : []));
  keep(kept, details, room);

  const all = essentials.map((parts, index) => [...parts, ...(details[index] ?? [])]);
  const shown = titled.flatMap((group, index) =>
    groupLines(
      group,
      (all[index] ?? []).map((part) => kept.get(part) ?? []),
    ),
  );
  const left = leftOut(groups.length - titled.length, all.flat().length - kept.size, detailed);
  const sentence = left === '' ? [] : ['', `Too long to be shown here: ${left}; ${elsewhere}.`];
  const uncut = all.flat().every((part) => kept.get(part) === part.lines);
  return {
    text: [...head, ...shown, ...sentence, '', ...foot].join('\n'),
    whole: left === '' && uncut,
  };
}

function isThere({ lines }: Part): boolean {
  return lines.length > 0;
}

/**
 * Keeps of one level what fits: each group gets its fair share, and what is then left over goes to whoever comes
 * first. What can be shortened waits for what can't. Returns the room that was taken.
 */
function keep(
  kept: Map<Part, readonly string[]>,
  groups: readonly (readonly Part[])[],
  room: number,
): number {
  let taken = 0;
  const take = (part: Part, share: number): number => {
    const lines = within(part, share);
    if (lines === null) return 0;
    kept.set(part, lines);
    const size = sizeOf(lines);
    taken += size;
    return size;
  };
  const demands = groups.map((parts) => parts.reduce((sum, { lines }) => sum + sizeOf(lines), 0));
  const shares = fairShares(demands, room);
  groups.forEach((parts, index) => {
    let share = shares[index] ?? 0;
    for (const part of stiffFirst(parts)) share -= take(part, share);
  });
  for (const part of groups.flat()) if (!kept.has(part)) take(part, room - taken);
  return taken;
}

function stiffFirst(parts: readonly Part[]): readonly Part[] {
  return [
    ...parts.filter(({ shorter }) => shorter === undefined),
    ...parts.filter(({ shorter }) => shorter !== undefined),
  ];
}

/** The part whole, else its shorter form, else null, if that fits. */
function within({ lines, shorter }: Part, room: number): readonly string[] | null {
  if (sizeOf(lines) <= room) return lines;
  const short = shorter?.(room) ?? null;
  return short !== null && sizeOf(short) <= room ? short : null;
}

/** A group with the parts that were kept; the others are empty. */
function groupLines(
  { line, folded }: Group,
  parts: readonly (readonly string[])[],
): readonly string[] {
  const lines = parts.filter(({ length }) => length > 0).flatMap((part) => ['', ...part]);
  if (line === null) return lines;
  if (!folded || lines.length === 0) return ['', line, ...lines];
  // Markdown is read inside a summary only between blank lines.
  return ['', '<details>', '<summary>', '', line, '', '</summary>', ...lines, '', '</details>'];
}

/** What was left out, in words; empty when nothing was. */
function leftOut(groups: number, parts: number, detailed: boolean): string {
  const whole = groups === 1 ? '1 model' : `${groups} models`;
  const some = parts === 1 ? '1 part' : `${parts} parts`;
  return [
    ...(groups === 0 ? [] : [whole]),
    ...(parts === 0 ? [] : [some]),
    ...(detailed ? [] : ['all details']),
  ].join(', ');
}
