/** What a list of requirements pins to one version, and what not. */
export interface Pins {
  readonly pinned: number;
  readonly hashed: number;
  readonly unpinned: readonly { readonly name: string; readonly line: number }[];
}

/** Whether a file that one includes, as it is written there, is itself among the lock files. */
export type IsListed = (path: string) => boolean;

/** One requirement or option, whose lines are joined and whose comment is gone. */
export interface LogicalLine {
  readonly text: string;
  /** Of its first line, counted from 1. */
  readonly line: number;
}

/**
 * pip's requirements file format: one requirement a line, `\` at its end goes on, `#` begins a comment, `-` an option.
 * Pinned is `==` or `===` with a version that is not a pattern, a commit of a repository, or an archive by its digest. A
 * file that is included and not listed itself pins nothing that was read.
 */
export function readRequirements(text: string, isListed: IsListed): Pins {
  const pinned = new Set<string>();
  const hashed = new Set<string>();
  const unpinned: { name: string; line: number }[] = [];
  for (const { text: logical, line } of logicalLines(text)) {
    const included = /^(?:-r|--requirement)[ =]?\s*(\S+)$/.exec(logical)?.[1];
    const editable = /^(?:-e|--editable)[ =]?\s*(\S.*)$/.exec(logical)?.[1];
    if (included !== undefined) {
      if (!isListed(included)) unpinned.push({ name: `-r ${included}`, line });
    } else if (editable !== undefined || !logical.startsWith('-')) {
      const requirement = requirementOf(editable ?? logical);
      if (requirement.isPinned) pinned.add(requirement.name);
      else unpinned.push({ name: requirement.name, line });
      if (requirement.isPinned && requirement.hasHash) hashed.add(requirement.name);
    }
  }
  return { pinned: pinned.size, hashed: hashed.size, unpinned };
}

function requirementOf(text: string): {
  readonly name: string;
  readonly isPinned: boolean;
  readonly hasHash: boolean;
} {
  const [beforeOptions = '', ...options] = text.split(' --');
  const isAddress = beforeOptions.includes('://');
  // In an address a semicolon may stand; before a marker a space does.
  const [specification = ''] = beforeOptions.split(isAddress ? ' ;' : ';');
  const wanted = specification.slice(0, longest).trim();
  const hasHash =
    options.some((option) => /^hash[= ]\S+:/.test(option)) || /#.*sha256=/.test(wanted);
  const exact = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*={2,3}\s*[^\s,*;]+$/.exec(wanted);
  if (exact !== null) return { name: normalised(exact[1] ?? wanted), isPinned: true, hasHash };
  const isPinned =
    isAddress && (/@[0-9a-f]{40}(?:#|$)/.test(wanted) || /#.*sha256=[0-9a-f]{64}/.test(wanted));
  return { name: withoutCredentials(wanted), isPinned, hasHash };
}

/** An address may carry a token, which has no place in a record. */
function withoutCredentials(address: string): string {
  return address.replace(/:\/\/[^/@\s]*@/, '://');
}

/** Longer than any requirement; what is cut is not pinned. */
const longest = 1_000;

function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** The lines of a requirements file as pip reads them, without empty ones. */
export function* logicalLines(text: string): Generator<LogicalLine> {
  let parts: string[] = [];
  let start = 1;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const content = withoutComment(line).trim();
    if (parts.length === 0) start = index + 1;
    parts.push(content.endsWith('\\') ? content.slice(0, -1).trim() : content);
    if (content.endsWith('\\')) continue;
    const logical = parts.join(' ').trim();
    if (logical !== '') yield { text: logical, line: start };
    parts = [];
  }
  const rest = parts.join(' ').trim();
  if (rest !== '') yield { text: rest, line: start };
}

/** A `#` begins a comment at the start of a line or behind a space; elsewhere it is part of an address. */
function withoutComment(line: string): string {
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', at + 1)) {
    if (at === 0 || /\s/.test(line.charAt(at - 1))) return line.slice(0, at);
  }
  return line;
}
