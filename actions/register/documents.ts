import * as core from '@actions/core';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFile } from '../../adapters/files/index.ts';
import { cardPath, largestDocument } from '../../adapters/inspection/documents.ts';
import { readDocument } from '../../adapters/inspection/read-document.ts';
import type { Attachment } from '../../adapters/registries/registry.ts';
import { billOfMaterials } from '../../core/bom/bom.ts';
import { type Card, type CardFacts, cardOf } from '../../core/card/card.ts';
import { composeCard } from '../../core/card/compose.ts';
import { readBom } from '../../core/documents/bom.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import type { Model } from '../open-model.ts';
import { lockedFiles } from './locked-files.ts';

/** The names of the documents among the files of a version. */
export const documentNames = { card: 'model-card.md', bom: 'bom.cdx.json' } as const;

/**
 * The model card and the bill of materials of a new version. One that can't be made is left out with a warning: a
 * version is registered all the same.
 */
export async function documentFiles(
  model: Model,
  facts: Omit<CardFacts, 'config' | 'written'>,
): Promise<readonly Attachment[]> {
  const written = await writtenCard(model, facts.evaluation);
  const card = cardOf({ ...facts, config: model.config, written: written ?? null });
  return [
    ...(written === undefined ? [] : [await cardFile(model, card, written)]),
    ...(await bomFile(model, card)),
  ];
}

/**
 * The card in the repository, null where there is none. Undefined, with a warning, where it can't be read or is another
 * than the one that was evaluated: then nobody has judged it.
 */
async function writtenCard(
  model: Model,
  { inspection }: Readonly<EvaluationRecord>,
): Promise<string | null | undefined> {
  const { folder, config, name } = model;
  const path = await cardPath({ folder, config });
  const judged = inspection?.documents?.card;
  if (path === null && judged === undefined) return null;
  const read = path === null ? null : await readDocument(folder, path, largestDocument.card);
  const reason = cardProblem(read, judged?.digest);
  if (reason === null && read?.ok === true) return read.value.text;
  core.warning(`${name} is published without its model card ${path ?? judged?.path}. ${reason}`);
  return undefined;
}

function cardProblem(
  read: Awaited<ReturnType<typeof readDocument>> | null,
  judged: string | undefined,
): string | null {
  const changed =
    'It is no longer the one that was evaluated: let no step between evaluate and register write there.';
  if (read === null) return changed;
  if (!read.ok) return read.reason;
  return judged === undefined || read.value.digest === judged ? null : changed;
}

async function cardFile(model: Model, card: Card, written: string | null): Promise<Attachment> {
  const { text, notes } = composeCard(written, card, model.config.data ?? {});
  for (const note of notes) core.warning(note);
  return file(model, documentNames.card, text, 'text/markdown');
}

/** Ours must be valid; what is not is a defect of Assay's, and no reason to register nothing. */
async function bomFile(model: Model, card: Card): Promise<readonly Attachment[]> {
  const text = `${JSON.stringify(billOfMaterials(card, await lockedFiles(model)), null, 2)}\n`;
  const read = readBom(text);
  const problem = read.ok ? read.value.problems[0] : { pointer: '', message: read.reason };
  if (problem === undefined) {
    return [await file(model, documentNames.bom, text, 'application/vnd.cyclonedx+json')];
  }
  core.warning(
    `${card.version.tag} is published without its bill of materials, which Assay made wrongly: ${problem.pointer} ${problem.message}. Please report this defect.`,
  );
  return [];
}

async function file(
  { records }: Model,
  name: string,
  text: string,
  contentType: string,
): Promise<Attachment> {
  const folder = join(records.root, 'documents');
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, text);
  return {
    name,
    path,
    contentType,
    digest: await digestFile(path),
    bytes: (await stat(path)).size,
  };
}
