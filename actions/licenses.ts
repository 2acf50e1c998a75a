import { type Comment, parse } from 'acorn';

/** A bundle's code without comments, and the license comments that were in it, each once. */
export interface Separated {
  readonly code: string;
  readonly licenses: readonly string[];
}

/**
 * Takes the comments out of minified code. All that a minifier leaves are licenses, and a library of small modules
 * repeats its own in each of them: what a runner downloads at every step would grow by a tenth. They are kept, and
 * belong beside the code.
 */
export function separateLicenses(code: string): Separated {
  const comments: Comment[] = [];
  parse(code, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
  const kept: string[] = [];
  let end = 0;
  for (const comment of comments) {
    kept.push(code.slice(end, comment.start));
    // A comment may be all that stands between two words.
    kept.push(' ');
    end = comment.end;
  }
  kept.push(code.slice(end));
  const texts = comments.map((comment) => code.slice(comment.start, comment.end));
  return { code: kept.join(''), licenses: [...new Set(texts)] };
}

/** Where a package begins in what ncc writes: its name on a line, and the name of its license on the next. */
const packageStart = /\n(?=@?[a-z0-9][\w./-]*\n[A-Za-z0-9.()\- ]+\n)/;

/** The licenses that ncc wrote, one package after the other, with the packages of one license text together. */
export function groupLicenses(text: string): string {
  const groups = new Map<string, string[]>();
  for (const block of text.split(packageStart)) {
    const [name = '', ...license] = block.split('\n');
    const key = license.join('\n').trim();
    // A package may be in more than one file of the bundle.
    groups.set(key, [...new Set([...(groups.get(key) ?? []), name])]);
  }
  return Array.from(groups, ([license, names]) => `${names.join(', ')}\n${license}`).join('\n\n');
}
