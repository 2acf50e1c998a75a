import * as core from '@actions/core';
import { join } from 'node:path';
import type { Attachment } from '../../adapters/registries/registry.ts';
import type { Signer } from '../../adapters/signature/signer.ts';
import { modelStatement } from '../../core/attest/model.ts';
import type { InTotoStatement } from '../../core/attest/statement.ts';
import { attestationsFile, modelSignatureFile } from '../../core/verify/names.ts';
import type { Step } from '../action.ts';
import type { Model } from '../open-model.ts';
import { chooseSigner, type SigningInput } from './signer.ts';
import { type SignedVersion, statements } from './statements.ts';
import { writtenJson, writtenText } from './written.ts';

/**
 * What a version is published with that says who vouches for what: the signature of the model, and the attestations.
 * Nothing where nobody signs. Made before anything is published.
 */
export async function signatureFiles(
  step: Step<SigningInput | 'token'>,
  model: Model,
  version: SignedVersion,
): Promise<readonly Attachment[]> {
  const signer = chooseSigner(step);
  if (signer === null) return [];
  const folder = join(model.records.root, 'package');
  const signed = await attestations(step, signer, version);
  const files = [
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
  const unattested = whyUnattested(version);
  if (unattested !== null) core.info(unattested);
  const bundles: object[] = [];
  for (const statement of statements(step, version)) bundles.push(await signer.sign(statement));
  return bundles;
}

/** Why no verdict is attested, as a sentence; null where one is. */
function whyUnattested({ verdict, record }: SignedVersion): string | null {
  if (verdict === null) {
    return `No verdict on ${record.model} was on record, so none is attested: that of its pull request is in the ledger once the app has recorded the merge.`;
  }
  if (verdict.ofTheseBytes) return null;
  return `The verdict on ${record.model} is attested of nothing: it judged what was trained before the merge, and no record says that these are the bytes that are registered.`;
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
  return [await writtenJson(folder, modelSignatureFile(model, version), bundle)];
}

function lines(bundles: readonly object[]): string {
  return bundles.map((bundle) => `${JSON.stringify(bundle)}\n`).join('');
}
