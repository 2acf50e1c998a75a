/**
 * Runs GitHub's own clients as a step of a job would, in a process of its own, for they read its environment:
 * `node results-client.ts <file of operations> <file for their results>`. An operation that fails gives `{error}`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { DefaultArtifactClient } from '@actions/artifact';
import { restoreCache, saveCache } from '@actions/cache';

export type Operation =
  | {
      readonly do: 'upload';
      readonly name: string;
      readonly files: readonly string[];
      readonly root: string;
      readonly raw?: boolean;
    }
  | { readonly do: 'list' }
  | { readonly do: 'get'; readonly name: string }
  | { readonly do: 'delete'; readonly name: string }
  | { readonly do: 'download'; readonly id: number; readonly path: string; readonly hash?: string }
  | {
      readonly do: 'download-by-token';
      readonly id: number;
      readonly path: string;
      readonly run: { readonly id: number; readonly owner: string; readonly name: string };
      readonly token: string;
    }
  | { readonly do: 'save'; readonly paths: readonly string[]; readonly key: string }
  | {
      readonly do: 'restore';
      readonly paths: readonly string[];
      readonly key: string;
      readonly restoreKeys?: readonly string[];
    };

const client = new DefaultArtifactClient();

async function perform(operation: Operation): Promise<unknown> {
  switch (operation.do) {
    case 'upload':
      return client.uploadArtifact(operation.name, [...operation.files], operation.root, {
        skipArchive: operation.raw ?? false,
      });
    case 'list':
      return client.listArtifacts();
    case 'get':
      return client.getArtifact(operation.name);
    case 'delete':
      return client.deleteArtifact(operation.name);
    case 'download':
      return client.downloadArtifact(operation.id, {
        path: operation.path,
        ...(operation.hash === undefined ? {} : { expectedHash: operation.hash }),
      });
    case 'download-by-token': {
      const { id, owner, name } = operation.run;
      return client.downloadArtifact(operation.id, {
        path: operation.path,
        findBy: {
          token: operation.token,
          workflowRunId: id,
          repositoryOwner: owner,
          repositoryName: name,
        },
      });
    }
    case 'save':
      return saveCache([...operation.paths], operation.key);
    case 'restore':
      return (
        (await restoreCache([...operation.paths], operation.key, [
          ...(operation.restoreKeys ?? []),
        ])) ?? null
      );
    default:
      return operation satisfies never;
  }
}

const [, , input = '', output = ''] = process.argv;
const results: unknown[] = [];
for (const operation of JSON.parse(readFileSync(input, 'utf8')) as readonly Operation[]) {
  try {
    results.push(await perform(operation));
  } catch (error) {
    results.push({ error: error instanceof Error ? error.message : String(error) });
  }
}
writeFileSync(output, JSON.stringify(results));
