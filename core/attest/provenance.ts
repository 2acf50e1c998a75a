import type { RunRecord, VersionRecord } from '../../schemas/types.ts';
import { digitsOf, type Subject, subjectOf } from './statement.ts';

/** Where a version is registered, as GitHub tells the job of it. */
export interface BuildPlace {
  /** Without a slash at its end. */
  readonly serverUrl: string;
  /** `<owner>/<name>/<path>@<ref>`; empty where the runner doesn't say. */
  readonly workflowRef: string;
  /** Such as `refs/heads/main`. */
  readonly ref: string;
  readonly repositoryId: string;
  readonly ownerId: string;
  /** `github-hosted` or `self-hosted`. */
  readonly runner: string;
}

/**
 * SLSA provenance, version 1, in the build type of GitHub's workflows: https://slsa.dev/spec/v1.0/provenance and
 * https://actions.github.io/buildtypes/workflow/v1. The files that the version is published with are its by-products.
 */
export function provenance(
  version: Readonly<VersionRecord>,
  run: Readonly<RunRecord>,
  place: BuildPlace,
  files: readonly { readonly name: string; readonly digest: string }[],
): object {
  const repository = `${place.serverUrl}/${version.repository}`;
  const { workflow } = version;
  return {
    buildDefinition: {
      buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: {
        workflow: { ref: place.ref, repository, path: workflowPath(version, place) },
      },
      internalParameters: {
        github: {
          event_name: workflow?.event ?? '',
          repository_id: place.repositoryId,
          repository_owner_id: place.ownerId,
          runner_environment: place.runner,
        },
      },
      resolvedDependencies: [
        { uri: `git+${repository}@${place.ref}`, digest: { gitCommit: version.commit } },
        ...dataSets(version),
        ...reused(run, repository),
      ],
    },
    runDetails: {
      builder: { id: `${place.serverUrl}/${place.workflowRef}` },
      metadata: {
        ...(workflow === undefined
          ? {}
          : {
              invocationId: `${repository}/actions/runs/${workflow.runId}/attempts/${workflow.attempt}`,
            }),
        finishedOn: version.createdAt,
      },
      byproducts: files.map(({ name, digest }) => subjectOf(name, digest)),
    },
  };
}

/** The workflow's file in the repository; empty where the runner doesn't say. */
function workflowPath(
  { repository }: Readonly<VersionRecord>,
  { workflowRef }: BuildPlace,
): string {
  const [file = ''] = workflowRef.split('@');
  const start = `${repository}/`;
  return file.toLowerCase().startsWith(start.toLowerCase()) ? file.slice(start.length) : file;
}

function dataSets({ data }: Readonly<VersionRecord>): readonly Subject[] {
  return Object.entries(data).map(([name, { digest }]) => subjectOf(`data set ${name}`, digest));
}

/** The training whose outputs were taken, where the run did not train itself. */
function reused({ reused: earlier }: Readonly<RunRecord>, repository: string): readonly object[] {
  if (earlier === undefined) return [];
  const { commit, run } = earlier;
  const annotations = { run: digitsOf(run) };
  return [{ uri: `git+${repository}@${commit}`, digest: { gitCommit: commit }, annotations }];
}
