import type { Part } from './fit.ts';

/** A part that is kept, with its title in bold above it; nothing where it has no lines. The title is Markdown. */
export function titled(title: string, lines: readonly string[]): Part {
  return { essential: true, lines: lines.length === 0 ? [] : [`**${title}**`, '', ...lines] };
}
