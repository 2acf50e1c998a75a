/** Whether a path is a pattern and no name: it holds one of the wildcards `*`, `?`, `[a-z]` and `{a,b}`. */
export function isPattern(path: string): boolean {
  return wildcard.test(path);
}

/** What a pattern says by itself, before its first wildcard; all of a path without any. */
export function beforeWildcard(path: string): string {
  return path.split(wildcard, 1)[0] ?? '';
}

/** The folder, with its slash, that all lies in that a pattern fits; empty where that is all. */
export function folderBefore(pattern: string): string {
  const before = beforeWildcard(pattern);
  return before.slice(0, before.lastIndexOf('/') + 1);
}

const wildcard = /[*?[{]/;
