import { modelOf, readConfig } from '../../core/config/read.ts';
import { InputError } from '../../core/errors.ts';
import { type DeclaredDocument, declaredDocuments } from '../../core/evidence/declared.ts';
import type { Document } from '../../core/evidence/facts.ts';
import { sha256 } from '../../core/record/digest.ts';
import type { EvaluationRecord, ModelConfig, VersionRecord } from '../../schemas/types.ts';
import type { Attached, EvidenceSource } from './source.ts';

const configPath = '.github/assay.yml';
const names = { card: 'model-card.md', bom: 'bom.json' } as const;
const words = { card: 'model card', bom: 'bill of materials' } as const;

/** The documents of a version: those that its commit holds, and what was attached to it. */
export async function gatherDocuments(
  source: EvidenceSource,
  version: Readonly<VersionRecord>,
  evaluation: Readonly<EvaluationRecord> | null,
): Promise<Attached> {
  const attached = await source.attached(version);
  const config = await configOf(source, version);
  const declared = declaredDocuments(evaluation, config);
  const found = await Promise.all(declared.map((one) => readDeclared(source, version, one)));
  const documents = [...found.filter((one) => one !== null), ...attached.documents];
  const absent = (['card', 'bom'] as const).filter(
    (kind) => !documents.some((document) => document.kind === kind),
  );
  return {
    ...attached,
    documents,
    missing: [
      ...absent.map((kind) => `A ${words[kind]}: none was found at ${version.commit}.`),
      ...attached.missing,
    ],
  };
}

/** The model's configuration at the version's commit; null where it can't be read. */
async function configOf(
  source: EvidenceSource,
  { commit, model }: Readonly<VersionRecord>,
): Promise<ModelConfig | null> {
  const bytes = await source.file(commit, configPath);
  if (bytes === null) return null;
  try {
    return modelOf(readConfig(new TextDecoder().decode(bytes), configPath), model, configPath);
  } catch (error) {
    // It may be of another version of Assay; only the card's place depends on it.
    if (error instanceof InputError) return null;
    throw error;
  }
}

async function readDeclared(
  source: EvidenceSource,
  { commit }: Readonly<VersionRecord>,
  { kind, paths, digest }: DeclaredDocument,
): Promise<Document | null> {
  for (const path of paths) {
    const bytes = await source.file(commit, path);
    if (bytes === null) continue;
    const place = `${path} at the version's commit.`;
    return { kind, name: names[kind], bytes, found: `${place} ${digestText(bytes, digest)}` };
  }
  return null;
}

function digestText(bytes: Uint8Array, digest: string | null): string {
  if (digest === null) return 'The evaluation record does not say which one was looked at.';
  return sha256(bytes) === digest
    ? 'It is the one that the evaluation record tells of.'
    : `It is not the one that the evaluation record tells of, whose digest is ${digest}.`;
}
