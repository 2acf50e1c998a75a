import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RefusedError } from '../../core/errors.ts';
import type { Document } from '../../core/evidence/facts.ts';
import { evidenceFolder } from '../../core/evidence/folder.ts';
import { pack } from '../archive/index.ts';
import { digestFile } from '../files/index.ts';
import type { Attachment } from '../registries/registry.ts';
import { factsOf } from './gather.ts';
import type { EvidenceSource } from './source.ts';
import { type NewRecords, storedOf, withNewRecords } from './with-records.ts';
import { writeFiles } from './write-folder.ts';

/**
 * The evidence of a version that is being registered, with the documents that it is published with, as one archive in a
 * folder for the work. The same records give the same bytes. Throws an AssayError where the ledger can't be read, or what it holds can't be trusted.
 */
export async function packEvidence(
  source: EvidenceSource,
  records: NewRecords,
  folder: string,
  documents: readonly Document[] = [],
): Promise<Attachment> {
  const { model, version } = records.version;
  const all = withNewRecords(source, records, documents);
  const ledger = await all.ledger();
  if (ledger === null) throw new RefusedError('no-ledger', `${all.name} is not there.`);
  const facts = await factsOf(all, ledger, storedOf<'version'>(records.version));
  const name = `evidence-${model}-${version}`;
  await rm(join(folder, name), { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFiles(evidenceFolder(facts), join(folder, name));
  const path = join(folder, `${name}.tar.gz`);
  await pack(folder, [name], path);
  return {
    name: `${name}.tar.gz`,
    path,
    contentType: 'application/gzip',
    digest: await digestFile(path),
    bytes: (await stat(path)).size,
  };
}
