import * as core from '@actions/core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packEvidence } from '../../adapters/evidence/pack-evidence.ts';
import type { EvidenceSource } from '../../adapters/evidence/source.ts';
import type { NewRecords } from '../../adapters/evidence/with-records.ts';
import type { Attachment } from '../../adapters/registries/registry.ts';
import { AssayError } from '../../core/errors.ts';
import type { Document } from '../../core/evidence/facts.ts';
import type { Model } from '../open-model.ts';
import { documentNames } from './documents.ts';

/**
 * The evidence for a new version, as far as it is on record now, with the documents that it is published with. None, with
 * a warning, where it can't be read or trusted: a version is registered all the same, and `assay evidence` makes the
 * folder later.
 */
export async function evidenceFile(
  source: EvidenceSource,
  model: Model,
  records: NewRecords,
  documents: readonly Attachment[],
): Promise<readonly Attachment[]> {
  try {
    const published = await Promise.all(documents.map(publishedDocument));
    return [await packEvidence(source, records, join(model.records.root, 'package'), published)];
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    core.warning(
      `${records.version.tag} is published without the archive of its evidence. ${error.message} "assay evidence ${model.name}@${records.version.version}" makes it later.`,
    );
    return [];
  }
}

async function publishedDocument({ name, path }: Attachment): Promise<Document> {
  return {
    kind: name === documentNames.card ? 'published-card' : 'bom',
    name: `published-${name}`,
    bytes: await readFile(path),
    found: `${name} of the release, as it was published with the version.`,
  };
}
