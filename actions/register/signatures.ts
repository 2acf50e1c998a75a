import * as core from '@actions/core';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attachment } from '../../adapters/registries/registry.ts';
import type { Signer } from '../../adapters/signature/signer.ts';
import { modelStatement } from '../../core/attest/model.ts';
import type { InTotoStatement } from '../../core/attest/statement.ts';
import { attestationsFile, modelSignatureFile } from '../../core/verify/names.ts';
import { sha256 } from '../../core/record/digest.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { chooseSigner, type SigningInput } from './signer.ts';
import { type SignedVersion, statements } from './statements.ts';

/**
 * What a version is published with that says who vouches for what: the signature of the model, the attestations, and the
 * verdict that they tell of. Nothing where nobody signs and nothing was judged. Made before anything is published.
 */
export async function signatureFiles(
  step: Step<SigningInput | 'token'>,
  model: Model,
  version: Omit<SignedVersion, 'attachments'>,
  attachments: readonly Attachment[],
): Promise<readonly Attachment[]> {
  const signer = chooseSigner(step);
  const folder = join(model.records.root, 'package');
  const { verdict } = version;
  const judged = verdict === null ? [] : [await written(folder, 'verdict.json', verdict)];
  const known = new Set(attachments.map(({ name }) => name));
  const added = judged.filter(({ name }) => !known.has(name));
  if (signer === null) return added;
  const all = [...attachments, ...added];
  const signed = await attestations(step, signer, { ...version, attachments: all });
  const files = [
    ...added,
    ...(await modelSignature(signer, folder, version.record)),
    await writtenText(folder, attestationsFile, lines(signed), 'application/jsonl'),
  ];
  core.info(`Signed ${version.record.tag} ${signer.name}.`);
  return files;
}

async function attestations(
  step: Step<'token'>,
  signer: Signer,
  version: SignedVersion,
): Promise<readonly object[]> {
  if (version.verdict === null) {
    core.info(
      `No verdict on ${version.record.model} was on record, so none is attested: that of its pull request is in the ledger once the app has recorded the merge.`,
    );
  }
  const bundles: object[] = [];
  for (const statement of statements(step, version)) bundles.push(await signer.sign(statement));
  return bundles;
}

/** OpenSSF model signing knows keys on three curves, and certificates. */
async function modelSignature(
  signer: Signer,
  folder: string,
  { model, version, artifact }: SignedVersion['record'],
): Promise<readonly Attachment[]> {
  if (!signer.signsModels) {
    core.notice(
      'OpenSSF model signing knows keys on P-256, P-384 and P-521 only, so there is no signature that "model_signing verify" reads: the attestations are signed.',
    );
    return [];
  }
  const statement: InTotoStatement = modelStatement(model, artifact.files);
  const bundle = await signer.sign(statement);
  return [await written(folder, modelSignatureFile(model, version), bundle)];
}

function lines(bundles: readonly object[]): string {
  return bundles.map((bundle) => `${JSON.stringify(bundle)}\n`).join('');
}

function written(folder: string, name: string, content: object): Promise<Attachment> {
  return writtenText(folder, name, `${JSON.stringify(content, null, 2)}\n`, 'application/json');
}

async function writtenText(
  folder: string,
  name: string,
  text: string,
  contentType: string,
): Promise<Attachment> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, text);
  return { name, path, contentType, digest: sha256(text), bytes: Buffer.byteLength(text) };
}
