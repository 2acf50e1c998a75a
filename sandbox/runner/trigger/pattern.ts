/**
 * GitHub's filter patterns for branches, tags and paths: `*` stays within a part of the path, `**` does not,
 * `?` and `+` repeat what is before them, `[]` is a class of characters and a leading `!` takes back.
 */
function toRegExp(pattern: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at] ?? '';
    if (char === '*') {
      if (pattern[at + 1] !== '*') source += '[^/]*';
      else if (pattern[at + 2] === '/' && (at === 0 || pattern[at - 1] === '/')) {
        // `**/` also stands for no folder at all.
        source += '(?:.*/)?';
        at += 2;
      } else {
        source += '.*';
        at += 1;
      }
    } else if (char === '[') {
      const end = pattern.indexOf(']', at);
      if (end < 0) source += '\\[';
      else {
        source += pattern.slice(at, end + 1).replaceAll('\\', '\\\\');
        at = end;
      }
    } else if (char === '?' || char === '+') source += char;
    else if (char === '\\') {
      at += 1;
      source += (pattern[at] ?? '').replaceAll(/\W/g, '\\$&');
    } else source += char.replaceAll(/\W/g, '\\$&');
  }
  try {
    return new RegExp(`^(?:${source})$`);
  } catch {
    // A `+` or `?` with nothing before it, or a range such as `[z-a]`.
    return undefined;
  }
}

/** Whether this is a pattern at all. */
export function isPattern(text: string): boolean {
  return toRegExp(text.replace(/^!/, '')) !== undefined;
}

/** Whether a name is let in by the patterns, read in order; the last that matches decides. */
export function selects(patterns: readonly string[], name: string): boolean {
  let selected = false;
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) {
      if (toRegExp(pattern.slice(1))?.test(name) === true) selected = false;
    } else if (toRegExp(pattern)?.test(name) === true) selected = true;
  }
  return selected;
}
