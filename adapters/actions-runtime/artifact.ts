import { relative } from 'node:path';
import { UnavailableError } from '../../core/errors.ts';
import type { RecordsFolder } from '../workspace/records.ts';

/** Whether the runner offers a service that artifacts can be uploaded to. */
export function artifactsAvailable(variables: Readonly<NodeJS.ProcessEnv>): boolean {
  return Boolean(variables['ACTIONS_RUNTIME_TOKEN']) && Boolean(variables['ACTIONS_RESULTS_URL']);
}

/** The artifact that carries a model's records out of a workflow run. */
export function artifactName(model: string): string {
  return `assay-${model}`;
}

/**
 * Uploads the records of a model as its one artifact, in place of one that an earlier step of this run uploaded:
 * GitHub refuses a second artifact of the same name. Returns the artifact's id.
 */
export async function uploadRecords(model: string, records: RecordsFolder): Promise<number> {
  // Loaded here, because it is by far the largest part of a bundle and not every step uploads.
  const { ArtifactNotFoundError, DefaultArtifactClient } = await import(
    /* webpackMode: "eager" */ '@actions/artifact'
  );
  const client = new DefaultArtifactClient();
  const name = artifactName(model);
  const files = await records.list();
  try {
    await client.deleteArtifact(name).catch((error: unknown) => {
      if (!(error instanceof ArtifactNotFoundError)) throw error;
    });
    const { id } = await client.uploadArtifact(name, [...files], records.root);
    if (id === undefined) throw new TypeError('The artifact service answered without an id.');
    return id;
  } catch (error) {
    throw new UnavailableError(
      'artifact-not-uploaded',
      `GitHub did not take the artifact ${name} with ${files.map((file) => relative(records.root, file)).join(', ')}: run the job again.`,
      { cause: error },
    );
  }
}
