import * as core from '@actions/core';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attachment, Publication } from '../../adapters/registries/registry.ts';
import { gitHubSource } from '../../adapters/evidence/github-source.ts';
import { repositoryWithToken } from '../../adapters/github/with-token.ts';
import type { Packed } from '../../adapters/registries/store.ts';
import type { CardFacts } from '../../core/card/card.ts';
import type { AnyRecord } from '../../core/record/kinds.ts';
import { seal } from '../../core/record/seal.ts';
import { recordFiles } from '../../core/verify/names.ts';
import { versionDataSets } from '../../core/version/data-sets.ts';
import type { NamedVerdict } from '../../core/version/verdict.ts';
import type { EvaluationRecord } from '../../schemas/types.ts';
import { digestFile, resolveWithin } from '../../adapters/files/index.ts';
import type { Step } from '../action.ts';
import { type Model, origin } from '../open-model.ts';
import { storesOf } from '../open-registry.ts';
import { predictionsName } from '../predictions-name.ts';
import { profileFiles } from './profile-files.ts';
import { documentFiles } from './documents.ts';
import { evidenceFile } from './evidence.ts';
import type { JudgedModel } from './judged-model.ts';
import { releaseNotes } from './notes.ts';
import { signatureFiles } from './signatures.ts';
import type { SigningInput } from './signer.ts';
import { verdictFor } from './verdict.ts';
import { writtenJson } from './written.ts';

/** What is decided about a new version. */
export interface NewVersion {
  readonly version: string;
  readonly parent: string | null;
}

/** The version's record, and the files that it is published with. */
export async function publication(
  step: Step<'model' | 'token' | SigningInput>,
  model: Model,
  judged: JudgedModel,
  packed: Packed,
  decided: NewVersion,
): Promise<Publication> {
  const { run, evaluation } = judged;
  const fields = fieldsOf(step, model, judged, packed, decided);
  const repository = repositoryWithToken(step.job, step.input('token'));
  const source = gitHubSource(repository, storesOf(step));
  const verdict = await verdictFor(source, fields);
  const { serverUrl } = step.job;
  const documents = await documentFiles(model, {
    version: fields,
    run,
    evaluation,
    verdict,
    serverUrl,
  });
  const described: readonly Attachment[] = [
    await recordFile(model, run),
    await recordFile(model, evaluation),
    ...(await predictionsFile(model, evaluation)),
    ...(await profileFiles(model, evaluation)),
    ...documents,
    ...(await verdictFile(model, verdict)),
  ];
  const record = seal('version', {
    ...fields,
    verdict: verdict?.record.id ?? null,
    attachments: described.map(({ name, digest, bytes }) => ({ name, digest, bytes })),
  });
  const attachments: readonly Attachment[] = [
    ...described,
    await recordFile(model, record),
    ...(await evidenceFile(source, model, { version: record, run, evaluation }, documents)),
  ];
  const signed = await signatureFiles(step, model, {
    record,
    run,
    evaluation,
    verdict,
    attachments,
  });
  const notes = releaseNotes(record, serverUrl);
  return { record, packed, attachments: [...attachments, ...signed], notes };
}

/** What is known of a version before its documents are made. */
function fieldsOf(
  step: Step<'model' | 'token'>,
  model: Model,
  judged: JudgedModel,
  packed: Packed,
  { version, parent }: NewVersion,
): CardFacts['version'] {
  const { run, evaluation, artifact, evaluationSet } = judged;
  return {
    ...origin('register', step, model),
    version,
    tag: `${model.name}@v${version}`,
    parent,
    artifact,
    package: packed.describe(version),
    registry: model.config.registry?.type ?? 'releases',
    run: run.id,
    evaluation: evaluation.id,
    fingerprint: run.fingerprint,
    evaluationSet,
    metrics: Object.fromEntries(
      Object.entries(evaluation.metrics).map(([metric, { value }]) => [metric, value]),
    ),
    data: versionDataSets(run, evaluation, model.config),
  };
}

async function recordFile(model: Model, record: AnyRecord): Promise<Attachment> {
  const path = await model.records.write(record);
  const name = `${record.schema.split(':')[3]}.json`;
  const digest = await digestFile(path);
  return { name, path, contentType: 'application/json', digest, bytes: (await stat(path)).size };
}

/** Not among the job's own records: a verdict is the app's, and is only handed on. */
async function verdictFile(
  { records }: Model,
  verdict: NamedVerdict | null,
): Promise<readonly Attachment[]> {
  if (verdict === null) return [];
  return [await writtenJson(join(records.root, 'package'), recordFiles.verdict, verdict.record)];
}

/** Artifacts expire after 90 days at most; a version's predictions stay, so that it can always be compared with. */
async function predictionsFile(
  { folder, config, name }: Model,
  { predictions }: Readonly<EvaluationRecord>,
): Promise<readonly Attachment[]> {
  const { path, keep = true } = config.evaluate.predictions;
  if (!keep || predictions === undefined) return [];
  const file = resolveWithin(folder, path);
  const found = await stat(file).catch(() => null);
  if (found?.size !== predictions.bytes || (await digestFile(file)) !== predictions.digest) {
    core.warning(
      `The predictions of ${name} at ${path} are no longer those that were evaluated, so the version is published without them: let no step between evaluate and register write there.`,
    );
    return [];
  }
  const { digest, bytes } = predictions;
  const attachment = { name: predictionsName(path), path: file, digest, bytes };
  return [{ ...attachment, contentType: 'application/octet-stream' }];
}
