import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LARGEST_FILE_BYTES = 16 * 1024 * 1024;
const FOLDER = '.github/workflows/';

async function git(repository: string, ...parameters: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['--git-dir', repository, ...parameters], {
    encoding: 'utf8',
    maxBuffer: LARGEST_FILE_BYTES,
  });
  return stdout;
}

/** A workflow file at a commit. */
export interface WorkflowFile {
  readonly path: string;
  readonly content: string;
}

/** Reads the workflow files of a commit out of a bare repository. */
export async function readWorkflowFiles(
  repository: string,
  commit: string,
): Promise<WorkflowFile[]> {
  const list = await git(repository, 'ls-tree', '-z', commit, FOLDER);
  // Files only: neither links nor folders.
  const files = list.matchAll(/100\d{3} blob ([0-9a-f]+)\t([^\0]+\.ya?ml)\0/g);
  return Promise.all(
    [...files].map(async ([, blob = '', path = '']) => ({
      path,
      content: await git(repository, 'cat-file', 'blob', blob),
    })),
  );
}
