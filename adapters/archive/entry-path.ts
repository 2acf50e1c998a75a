/**
 * Why the path of an archive's entry is refused, as the end of a sentence that begins with the entry; null when it
 * is a plain relative path that stays where it is put.
 */
export function pathProblem(path: string): string | null {
  if (path === '') return 'has no name';
  if (path.length > 1024) return 'has a path that is too long';
  if (path.includes('\0')) return 'has a NUL in its path';
  if (path.includes('\\')) return 'has a backslash in its path';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'has an absolute path';
  const segments = path.replace(/\/$/, '').split('/');
  if (segments.includes('..')) return 'has a path that leaves its folder';
  if (segments.includes('') || segments.includes('.')) return 'has a path that is not plain';
  return null;
}

/** An entry's path as a sentence can hold it: printable ASCII, in quotes, and not long. */
export function shownPath(path: string): string {
  const plain = path.replaceAll(/[^\x20-\x7e]|[`"<>@#]/g, '?');
  return `"${plain.length > 80 ? `${plain.slice(0, 77)}...` : plain}"`;
}
