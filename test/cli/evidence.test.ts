import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ledgerPath } from '../../core/ledger/path.ts';
import { filesIn, ledgerClone } from '../adapters/evidence/ledger-clone.ts';
import { history } from '../core/evidence/history.ts';
import { assay } from './assay.ts';

const execute = promisify(execFile);

function evidence(folder: string, ...args: readonly string[]) {
  return assay({ cwd: folder }, 'evidence', ...args);
}

describe('assay evidence, in a clone', () => {
  it('makes a folder whose files are those of the ledger, with sums that sha256sum accepts, and the same again', async () => {
    const clone = await ledgerClone();
    const all = history({ commit: clone.commit, head: clone.head });
    await clone.record(Object.values(all));
    const result = await evidence(clone.folder, 'bike-demand@1.1.0', '--out', 'audit');
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('bike-demand@v1.1.0: 13 files in ');
    expect(result.stdout).toContain('Its verdict: warn, with ');
    const out = join(clone.folder, 'audit');
    const files = await filesIn(out);
    expect(files).toEqual(expect.arrayContaining(['SHA256SUMS', 'documents/model-card.md']));
    for (const record of [all.version, all.run, all.verdict, all.waiver, all.hold, all.judgedRun]) {
      const text = await readFile(join(out, 'records', ledgerPath(record)), 'utf8');
      expect(JSON.parse(text)).toEqual(record);
    }
    const sums = await execute('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: out });
    expect(sums.stdout.match(/: OK$/gm)).toHaveLength(files.length - 1);
    const before = await readFile(join(out, 'SHA256SUMS'));
    const again = await evidence(clone.folder, 'bike-demand@v1.1.0', '--out', 'audit');
    expect(again.status).toBe(0);
    expect(await readFile(join(out, 'SHA256SUMS'))).toEqual(before);
  });

  it('fails where a record was changed, names it, and writes nothing', async () => {
    const clone = await ledgerClone();
    const all = history({ commit: clone.commit, head: clone.head });
    const path = ledgerPath(all.verdict);
    const forged = JSON.stringify({ ...all.verdict, outcome: 'pass' });
    await clone.record(Object.values(all), { [path]: forged });
    const result = await evidence(clone.folder, 'bike-demand@1.1.0', '--out', 'audit');
    expect(result).toMatchObject({ status: 1, stdout: '' });
    expect(result.stderr).toContain(`${path} was changed after it was written`);
    expect((await filesIn(clone.folder)).filter((one) => one.includes('audit'))).toEqual([]);
  });

  it('says what is missing where there is no clone, or no version was named', async () => {
    const { folder } = await ledgerClone();
    const none = await evidence(folder, 'bike-demand@1.1.0');
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('is not a clone that has the branch assay/ledger');
    const unnamed = await evidence(folder, 'bike-demand');
    expect(unnamed).toMatchObject({ status: 2, stdout: '' });
    expect(unnamed.stderr).toContain('takes one version, such as bike-demand@1.4.0');
    const both = ['--ledger', '.', '--repository', 'acme/models'];
    const two = await evidence(folder, 'bike-demand@1.1.0', ...both);
    expect(two.stderr).toContain('give one of them');
  });
});
