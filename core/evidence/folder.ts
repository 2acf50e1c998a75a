import { RefusedError } from '../errors.ts';
import { contradictions } from './contradictions.ts';
import type { EvidenceFacts } from './facts.ts';
import { digitsOf, type EvidenceFile, sourceFiles } from './files.ts';
import { renderPage } from './page.ts';

/**
 * The files of an evidence folder: the page, the records, the documents, and `SHA256SUMS`, which `sha256sum -c` reads.
 * The same facts give the same bytes. Throws a RefusedError where the records contradict each other.
 */
export function evidenceFolder(facts: EvidenceFacts): readonly EvidenceFile[] {
  const problems = contradictions(facts);
  if (problems.length > 0) {
    throw new RefusedError(
      'records-contradict',
      `The records of ${facts.version.record.tag} contradict each other, so they are no evidence: ${problems.join(' ')}`,
    );
  }
  const sources = sourceFiles(facts);
  const page = { path: 'index.html', bytes: encode(renderPage(facts, sources)) };
  const files = [page, ...sources];
  return [...files, { path: 'SHA256SUMS', bytes: encode(sumsOf(files)) }];
}

function sumsOf(files: readonly EvidenceFile[]): string {
  return files.map((file) => `${digitsOf(file)}  ${file.path}\n`).join('');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
