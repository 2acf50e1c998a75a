import type { FileDigest } from '../../schemas/types.ts';
import { sha256 } from '../record/digest.ts';
import {
  digitsOf,
  type InTotoStatement,
  predicateTypes,
  statementOf,
  subjectOf,
} from './statement.ts';

/** What git's own files are called; OpenSSF's verifier passes over them unless it is told otherwise. */
const ignored = ['.git', '.gitattributes', '.github', '.gitignore'] as const;

/** Whether OpenSSF model signing looks at a file of a model. */
export function isSigned(path: string): boolean {
  return !ignored.some((one) => path === one || path.startsWith(`${one}/`));
}

/**
 * The statement that OpenSSF model signing signs: the digest of each file, sorted as Python sorts paths, and one over all
 * of them. Source: `_signing/signing.py` and `manifest.py` of the package model-signing 1.1.1, whose `verify` reads it.
 */
export function modelStatement(name: string, files: readonly FileDigest[]): InTotoStatement {
  const resources = files
    .filter(({ path }) => isSigned(path))
    .toSorted((a, b) => comparePaths(a.path, b.path))
    .map(({ path, digest }) => ({ algorithm: 'sha256', digest: digitsOf(digest), name: path }));
  const predicate = {
    serialization: {
      method: 'files',
      hash_type: 'sha256',
      allow_symlinks: false,
      ignore_paths: [...ignored],
    },
    resources,
  };
  const root = rootDigest(resources.map(({ digest }) => digest));
  return statementOf(predicateTypes.model, [subjectOf(name, root)], predicate);
}

/** sha256 over the bytes of the files' digests, one behind the other. */
export function rootDigest(digests: readonly string[]): string {
  return sha256(Buffer.concat(digests.map((digest) => Buffer.from(digest, 'hex'))));
}

/** Paths are compared part by part, and parts by code points: UTF-8 has the same order. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = Buffer.compare(Buffer.from(part), Buffer.from(other));
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
