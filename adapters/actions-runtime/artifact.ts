import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ArtifactClient } from '@actions/artifact';
import { UnavailableError } from '../../core/errors.ts';
import type { RecordsFolder } from '../workspace/records.ts';

/** A model's artifact, as it was uploaded. */
export interface UploadedRecords {
  readonly id: number;
  /** Whether it took the place of one that no earlier step of this job had uploaded. */
  readonly replaced: boolean;
}

/** Whether the runner offers a service that artifacts can be uploaded to. */
export function artifactsAvailable(variables: Readonly<NodeJS.ProcessEnv>): boolean {
  return Boolean(variables['ACTIONS_RUNTIME_TOKEN']) && Boolean(variables['ACTIONS_RESULTS_URL']);
}

/** The artifact that carries a model's records out of a workflow run. */
export function artifactName(model: string): string {
  return `assay-${model}`;
}

/**
 * The artifact that keeps a model's predictions, so that later evaluations can be compared with them row by row. The dot
 * keeps it apart from the records of a model with such a name.
 */
export function predictionsArtifactName(model: string): string {
  return `assay-${model}.predictions`;
}

/** The artifact that keeps the model that was judged, for the merge. The dot as in `predictionsArtifactName`. */
export function modelArtifactName(model: string): string {
  return `assay-${model}.model`;
}

/** The artifact that keeps the page of a comparison with the reference. The dot as in `predictionsArtifactName`. */
export function reportArtifactName(model: string): string {
  return `assay-${model}.drift`;
}

/** Uploads the records of a model as its one artifact; see `uploadFiles`. */
export async function uploadRecords(
  model: string,
  records: RecordsFolder,
): Promise<UploadedRecords> {
  return uploadFiles(artifactName(model), await records.list(), records.root, records);
}

/** Uploads a model's predictions as an artifact of their own; see `uploadFiles`. */
export function uploadPredictions(
  model: string,
  path: string,
  records: RecordsFolder,
): Promise<UploadedRecords> {
  return uploadFiles(predictionsArtifactName(model), [path], dirname(path), records);
}

/** Uploads the page of a comparison as an artifact of its own; see `uploadFiles`. */
export function uploadReport(
  model: string,
  path: string,
  records: RecordsFolder,
): Promise<UploadedRecords> {
  return uploadFiles(reportArtifactName(model), [path], dirname(path), records);
}

/** Uploads the archives of a judged model as an artifact of their own; see `uploadFiles`. */
export function uploadModel(
  model: string,
  paths: readonly string[],
  records: RecordsFolder,
): Promise<UploadedRecords> {
  const [first = ''] = paths;
  return uploadFiles(modelArtifactName(model), paths, dirname(first), records, 1);
}

/**
 * Uploads files of a folder as an artifact, in place of one that an earlier step of this run uploaded: GitHub refuses a
 * second artifact of the same name. Since that one is gone then, a failed upload is tried once more.
 * Throws an UnavailableError.
 */
async function uploadFiles(
  name: string,
  files: readonly string[],
  root: string,
  records: RecordsFolder,
  compressionLevel = 6,
): Promise<UploadedRecords> {
  // Loaded here, because it is by far the largest part of a bundle and not every step uploads.
  const { ArtifactNotFoundError, DefaultArtifactClient, GHESNotSupportedError } = await import(
    /* webpackMode: "eager" */ '@actions/artifact'
  );
  const client = new DefaultArtifactClient();
  const remove = async (): Promise<number | null> => {
    try {
      return (await client.deleteArtifact(name)).id;
    } catch (error) {
      if (error instanceof ArtifactNotFoundError) return null;
      throw error;
    }
  };
  try {
    const removed = await remove();
    const id = await uploadOnce(client, name, files, root, compressionLevel).catch(async () => {
      // The first try may have come as far as taking the name.
      await remove().catch(() => null);
      return uploadOnce(client, name, files, root, compressionLevel);
    });
    const replaced = removed !== null && !(await uploadedIds(records)).includes(removed);
    await remember(records, id);
    return { id, replaced };
  } catch (cause) {
    if (cause instanceof GHESNotSupportedError) {
      throw new UnavailableError(
        'artifacts-not-supported',
        `The artifact ${name} was not uploaded: artifacts of version 4 need github.com, or a GitHub Enterprise Server that supports them, and this server does not. Run this workflow on github.com or on a host of ghe.com.`,
        { cause },
      );
    }
    throw new UnavailableError(
      'artifact-not-uploaded',
      `GitHub did not take the artifact ${name} with ${files.map((file) => relative(root, file)).join(', ')}: run the job again.`,
      { cause },
    );
  }
}

async function uploadOnce(
  client: ArtifactClient,
  name: string,
  files: readonly string[],
  root: string,
  compressionLevel: number,
): Promise<number> {
  const { id } = await client.uploadArtifact(name, [...files], root, { compressionLevel });
  if (id === undefined) throw new TypeError('The artifact service answered without an id.');
  return id;
}

/** The ids that the steps of this job uploaded lie beside the records, one in each line, and are not uploaded. */
function idsPath({ root }: RecordsFolder): string {
  return join(root, 'uploaded-artifacts.txt');
}

async function uploadedIds(records: RecordsFolder): Promise<readonly number[]> {
  const text = await readFile(idsPath(records), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).map(Number);
}

async function remember(records: RecordsFolder, id: number): Promise<void> {
  await mkdir(records.root, { recursive: true });
  await appendFile(idsPath(records), `${id}\n`);
}
