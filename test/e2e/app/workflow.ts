import { Buffer } from 'node:buffer';
import type { Source } from '../../../core/judge/facts.ts';
import type { Conclusion, WorkflowTrigger } from '../../../sandbox/github/contract.ts';
import { type Entries, evaluated, recordFiles, trained, type Values, zip } from './records.ts';
import type { GitHubWorld } from './world.ts';

/** A workflow run that a test plays: it does what the runner tells GitHub, and no step runs. */
export interface PlayedRun {
  readonly id: number;
  /** What GitHub will say of the run. */
  readonly source: Source;
  /** Uploads an artifact as a job's step does: by the results service, with the job's own token. */
  upload(name: string, bytes: Uint8Array): Promise<void>;
  /** Uploads the records of a model, `assay-<model>`. */
  uploadRecords(model: string, entries: Entries): Promise<void>;
  complete(conclusion?: Conclusion): void;
}

/** The usual workflow of a repository; others are named as their file. */
export const usualWorkflow = 'ml';

/** Begins the workflow run that a trigger starts. */
export function beginRun(
  { github }: GitHubWorld,
  trigger: WorkflowTrigger,
  name: string,
): PlayedRun {
  const { actions } = github;
  const workflow = { path: `.github/workflows/${name}.yml`, name };
  const { id, attempt } = actions.createRun({ trigger, workflow });
  const job = actions.createJob(id, 'train');
  const { runtimeToken } = actions.jobTokens(job.id, { contents: 'read' });
  actions.updateRun(id, { status: 'in_progress' });
  const call = async (method: string, body: object): Promise<Record<string, unknown>> => {
    const service = 'twirp/github.actions.results.api.v1.ArtifactService';
    const response = await fetch(new URL(`${service}/${method}`, actions.resultsUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${runtimeToken}` },
      body: JSON.stringify({
        workflow_run_backend_id: String(id),
        workflow_job_run_backend_id: String(job.id),
        ...body,
      }),
    });
    if (!response.ok) throw new Error(`${method}: ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const upload = async (name: string, bytes: Uint8Array): Promise<void> => {
    const { signed_upload_url: address } = await call('CreateArtifact', { name, version: 4 });
    const stored = await fetch(String(address), {
      method: 'PUT',
      headers: { 'content-type': 'application/zip', 'x-ms-blob-type': 'BlockBlob' },
      body: Buffer.from(bytes),
    });
    if (stored.status !== 201) throw new Error(`The upload of ${name} gave ${stored.status}.`);
    await call('FinalizeArtifact', { name, size: String(bytes.byteLength) });
  };
  return {
    id,
    source: {
      repository: trigger.repository,
      commit: trigger.headSha,
      runId: id,
      attempt,
      event: trigger.event,
      workflow: workflow.path,
    },
    upload,
    uploadRecords: async (model, entries) => upload(`assay-${model}`, await zip(entries)),
    complete(conclusion = 'success') {
      actions.updateJob(job.id, { status: 'completed', conclusion });
      actions.updateRun(id, { status: 'completed', conclusion });
    },
  };
}

/** The records of a successful training and evaluation with these metrics, as an artifact's files. */
export function successful(source: Source, model: string, values: Values): Entries {
  const run = trained(source, model);
  return recordFiles({ run, evaluation: evaluated(source, run, values) });
}
