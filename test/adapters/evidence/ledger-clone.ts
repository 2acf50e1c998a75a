import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ledgerBranch, ledgerPath } from '../../../core/ledger/path.ts';
import type { AnyRecord } from '../../../core/record/kinds.ts';
import { temporaryFolder } from '../temporary.ts';
import { configuration } from '../../e2e/app/content.ts';

const execute = promisify(execFile);

/** A clone with a pull request that was merged, and what a test does to it. */
export interface LedgerClone {
  readonly folder: string;
  /** The merge commit. */
  readonly commit: string;
  /** The head of the pull request. */
  readonly head: string;
  /** Puts files on the branch of the ledger, as records or as any text by path. */
  record(records: readonly AnyRecord[], others?: Readonly<Record<string, string>>): Promise<void>;
}

/** Makes a repository whose main is the merge of a branch, with a model card. */
export async function ledgerClone(): Promise<LedgerClone> {
  const folder = await temporaryFolder();
  const git = (...args: readonly string[]) => runGit(folder, args);
  await git('init', '--quiet', '--initial-branch=main');
  await commit(folder, {
    '.github/assay.yml': configuration().replaceAll('bikes', 'bike-demand'),
    'bike-demand/MODEL_CARD.md': '# <b>Bike demand</b>\n',
  });
  await git('checkout', '--quiet', '-b', 'better');
  await commit(folder, { 'bike-demand/params.yaml': 'alpha: 0.2\n' });
  const head = await git('rev-parse', 'HEAD');
  await git('checkout', '--quiet', 'main');
  await git('merge', '--quiet', '--no-ff', '-m', 'Merge pull request #7', 'better');
  return {
    folder,
    head,
    commit: await git('rev-parse', 'HEAD'),
    async record(records, others = {}) {
      await git('checkout', '--quiet', '--orphan', ledgerBranch);
      await git('rm', '-r', '--quiet', '--force', '.');
      const entries = records.map((one) => [ledgerPath(one), JSON.stringify(one, null, 2)]);
      await commit(folder, { ...Object.fromEntries(entries), ...others });
      await git('checkout', '--quiet', 'main');
    },
  };
}

async function commit(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  await runGit(folder, ['add', '--all']);
  await runGit(folder, ['commit', '--quiet', '-m', 'A commit']);
}

async function runGit(folder: string, args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com'];
  const signing = ['-c', 'commit.gpgsign=false'];
  const { stdout } = await execute('git', [...identity, ...signing, ...args], { cwd: folder });
  return stdout.trim();
}

/** Every file of a folder by its path, sorted. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
    .sort();
}
