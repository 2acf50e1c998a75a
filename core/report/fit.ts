/** A part of a text, which is kept or left out as a whole. */
export interface Part {
  readonly lines: readonly string[];
  /** Details are left out before anything that is essential. */
  readonly essential: boolean;
}

/** GitHub takes 65,535 characters; what is beyond this budget is left out, and said to be. */
const budget = 60_000;

/** The parts in their order, as many as fit: essential ones first, and a sentence for what was left out. */
export function fit(
  head: readonly string[],
  all: readonly Part[],
  foot: readonly string[],
): string {
  const parts = all.filter(({ lines }) => lines.length > 0);
  let room = budget - size(head) - size(foot);
  const kept = new Set<Part>();
  for (const essential of [true, false]) {
    for (const part of parts) {
      if (part.essential !== essential || size(part.lines) > room) continue;
      kept.add(part);
      room -= size(part.lines);
    }
  }
  const left = parts.length - kept.size;
  const sentence =
    left === 0
      ? []
      : [
          '',
          `${left} more parts are too long to be shown here; the records in the workflow's artifacts hold them.`,
        ];
  const shown = parts.filter((part) => kept.has(part)).flatMap(({ lines }) => ['', ...lines]);
  return [...head, ...shown, ...sentence, '', ...foot].join('\n');
}

/** UTF-8 bytes, which are never fewer than characters, with the line break that each line ends with. */
function size(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + byteLength(line) + 2, 1);
}

function byteLength(line: string): number {
  return new TextEncoder().encode(line).length;
}
