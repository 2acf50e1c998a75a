import { basename } from 'node:path';
import { isExpired } from '../json/artifact.ts';
import { type Artifact, type State, timestamp } from '../state.ts';
import { artifactAddress } from './artifact-address.ts';
import { blobPath, blobProperties, deleteBlob, digestOfBlob, newBlobName } from './blob-store.ts';
import { signedAddress } from './signed-address.ts';
import { requiredText, textOf, TwirpError, type TwirpMethod, type TwirpRequest } from './twirp.ts';

/** An artifact between CreateArtifact and FinalizeArtifact. */
interface Upload {
  readonly blob: string;
  readonly expiresAt: string;
}

const uploadSeconds = 3600;
const retentionMs = 90 * 24 * 3_600_000;

/** `github.actions.results.api.v1.ArtifactService`, for @actions/artifact 2 and later. */
export function artifactService(state: State): Readonly<Record<string, TwirpMethod>> {
  /** By run and name. A name is taken as soon as its upload begins. */
  const uploads = new Map<string, Upload>();
  return {
    CreateArtifact(request) {
      const key = keyOf(request);
      checkRun(request);
      if (uploads.has(key) || artifactOf(request) !== undefined) {
        throw new TwirpError(
          'already_exists',
          'an artifact with this name already exists on the workflow run',
        );
      }
      const blob = newBlobName();
      uploads.set(key, { blob, expiresAt: expiryOf(state, textOf(request.body, 'expires_at')) });
      const path = `/blobs/artifacts/${blob}`;
      const grant = { access: 'w', lifetimeSeconds: uploadSeconds } as const;
      return { ok: true, signed_upload_url: signedAddress(state, path, grant) };
    },
    async FinalizeArtifact(request) {
      const key = keyOf(request);
      checkRun(request);
      const upload = uploads.get(key);
      if (upload === undefined) throw new TwirpError('not_found', 'no such artifact was created');
      const artifact = await finished(request, upload);
      uploads.delete(key);
      request.repository.artifacts.set(artifact.id, artifact);
      return { ok: true, artifact_id: String(artifact.id) };
    },
    ListArtifacts(request) {
      checkRun(request);
      const name = textOf(request.body, 'name_filter');
      const id = textOf(request.body, 'id_filter');
      const artifacts = artifactsOf(request)
        .filter((artifact) => name === '' || artifact.name === name)
        .filter((artifact) => id === '' || String(artifact.id) === id);
      return { artifacts: artifacts.map((artifact) => entryOf(request, artifact)) };
    },
    async GetSignedArtifactURL(request) {
      return { signed_url: await artifactAddress(state, existing(request)) };
    },
    async DeleteArtifact(request) {
      const artifact = existing(request);
      request.repository.artifacts.delete(artifact.id);
      await deleteBlob(state, basename(artifact.path));
      return { ok: true, artifact_id: String(artifact.id) };
    },
  };
}

/** A name is unique in its run. */
function keyOf({ body, run }: TwirpRequest): string {
  return `${run.id}/${requiredText(body, 'name')}`;
}

/** A job reaches its own run's artifacts only. */
function checkRun({ body, run }: TwirpRequest): void {
  if (requiredText(body, 'workflow_run_backend_id') !== String(run.id)) {
    throw new TwirpError('permission_denied', 'the token is of another workflow run');
  }
}

function artifactsOf({ hub, repository, run }: TwirpRequest): readonly Artifact[] {
  return [...repository.artifacts.values()].filter(
    (artifact) => artifact.runId === run.id && !isExpired(hub.state, artifact),
  );
}

function artifactOf(request: TwirpRequest): Artifact | undefined {
  const name = requiredText(request.body, 'name');
  return artifactsOf(request).find((artifact) => artifact.name === name);
}

function existing(request: TwirpRequest): Artifact {
  checkRun(request);
  const artifact = artifactOf(request);
  if (artifact === undefined) throw new TwirpError('not_found', 'artifact not found');
  return artifact;
}

function entryOf({ run, jobId }: TwirpRequest, artifact: Artifact): Record<string, unknown> {
  return {
    workflow_run_backend_id: String(run.id),
    workflow_job_run_backend_id: String(jobId),
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(artifact.bytes),
    created_at: artifact.createdAt,
    digest: artifact.digest,
  };
}

/** The artifact of what was uploaded, which must be what the client says that it sent. */
async function finished(request: TwirpRequest, { blob, expiresAt }: Upload): Promise<Artifact> {
  const { body, hub, run } = request;
  const { state } = hub;
  const properties = await blobProperties(state, blob);
  if (properties === null) throw new TwirpError('invalid_argument', 'nothing was uploaded');
  const { bytes } = properties;
  const size = textOf(body, 'size') || '0';
  if (size !== String(bytes)) {
    throw new TwirpError('invalid_argument', `size is ${size}, but ${bytes} bytes were uploaded`);
  }
  const digest = `sha256:${await digestOfBlob(state, blob)}`;
  const hash = textOf(body, 'hash');
  if (hash !== '' && hash !== digest) {
    throw new TwirpError('invalid_argument', `hash is ${hash}, but ${digest} was uploaded`);
  }
  return {
    id: state.nextId(),
    runId: run.id,
    name: requiredText(body, 'name'),
    createdAt: timestamp(state),
    expiresAt,
    path: blobPath(state, blob),
    bytes,
    digest,
  };
}

/** What was asked for, at most 90 days from now. */
function expiryOf(state: State, asked: string): string {
  const latest = state.now().getTime() + retentionMs;
  const wanted = asked === '' ? latest : Date.parse(asked);
  if (Number.isNaN(wanted)) throw new TwirpError('invalid_argument', 'expires_at is no time');
  return new Date(Math.min(wanted, latest)).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
