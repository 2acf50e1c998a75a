const mostAlternatives = 256;

/**
 * Whether a path fits a glob pattern: `*`, `?` and `[a-z]` within the name of a folder or file, `**` for any
 * number of folders and, at the end, for everything within, `{a,b}` for alternatives. Wildcards don't match a
 * leading dot. The time is bounded for any pattern.
 */
export function matchesPattern(path: string, pattern: string): boolean {
  const names = path.split('/');
  return alternatives(pattern).some((one) => segmentsMatch(names, one.split('/')));
}

/** The patterns without braces that a pattern with braces stands for; beyond a bound, braces are plain text. */
function alternatives(pattern: string): readonly string[] {
  let patterns: readonly string[] = [pattern];
  for (;;) {
    const expanded = patterns.flatMap(expandFirst);
    if (expanded.length === patterns.length || expanded.length > mostAlternatives) return patterns;
    patterns = expanded;
  }
}

function expandFirst(pattern: string): readonly string[] {
  const match = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (match === null) return [pattern];
  const before = pattern.slice(0, match.index);
  const after = pattern.slice(match.index + match[0].length);
  return (match[1] ?? '').split(',').map((choice) => before + choice + after);
}

/** `reachable` holds how many names the segments so far can have used up. */
function segmentsMatch(names: readonly string[], segments: readonly string[]): boolean {
  let reachable: ReadonlySet<number> = new Set([0]);
  for (const [index, segment] of segments.entries()) {
    const next = new Set<number>();
    for (const used of reachable) {
      if (segment === '**') {
        if (index < segments.length - 1) next.add(used);
        for (let end = used; names[end]?.startsWith('.') === false; end++) next.add(end + 1);
      } else {
        const name = names[used];
        if (name !== undefined && nameMatches(name, tokens(segment))) next.add(used + 1);
      }
    }
    reachable = next;
  }
  return reachable.has(names.length);
}

type Token =
  | { readonly kind: 'any' }
  | { readonly kind: 'one'; readonly accepts: (character: string) => boolean }
  | { readonly kind: 'exact'; readonly character: string };

function tokens(segment: string): readonly Token[] {
  return (segment.match(/\[[^\]]+\]|./gsu) ?? []).map((piece): Token => {
    if (piece === '*') return { kind: 'any' };
    if (piece === '?') return { kind: 'one', accepts: () => true };
    if (piece.length > 2 && piece.startsWith('[')) return { kind: 'one', accepts: classOf(piece) };
    return { kind: 'exact', character: piece };
  });
}

/** `[abc]`, `[a-z]`, and with `!` or `^` the characters that are not among them. */
function classOf(piece: string): (character: string) => boolean {
  const negated = /^\[[!^]/.test(piece);
  const inner = piece.slice(negated ? 2 : 1, -1);
  const ranges = [...inner.matchAll(/(.)-(.)|(.)/gsu)].map(([, from, to, single]) => ({
    from: from ?? single ?? '',
    to: to ?? single ?? '',
  }));
  return (character) =>
    ranges.some(({ from, to }) => from <= character && character <= to) !== negated;
}

/** The greedy match with one point to come back to: at worst the product of both lengths. */
function nameMatches(name: string, pattern: readonly Token[]): boolean {
  const characters = Array.from(name);
  if (name.startsWith('.') && pattern[0]?.kind !== 'exact') return false;
  let at = 0;
  let token = 0;
  let resume: { readonly token: number; readonly at: number } | null = null;
  while (at < characters.length) {
    const current = pattern[token];
    if (current?.kind === 'any') {
      token += 1;
      resume = { token, at };
    } else if (current !== undefined && fits(current, characters[at] ?? '')) {
      token += 1;
      at += 1;
    } else if (resume !== null) {
      resume = { token: resume.token, at: resume.at + 1 };
      ({ token, at } = resume);
    } else return false;
  }
  return pattern.slice(token).every(({ kind }) => kind === 'any');
}

function fits(token: Exclude<Token, { kind: 'any' }>, character: string): boolean {
  return token.kind === 'exact' ? token.character === character : token.accepts(character);
}
