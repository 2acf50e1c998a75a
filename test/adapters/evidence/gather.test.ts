import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatherEvidence } from '../../../adapters/evidence/gather.ts';
import { gitSource, hasLedger } from '../../../adapters/evidence/git-source.ts';
import { writeEvidence } from '../../../adapters/evidence/write-folder.ts';
import { evidenceFolder } from '../../../core/evidence/folder.ts';
import { ledgerPath } from '../../../core/ledger/path.ts';
import { history, type HistoryChanges } from '../../core/evidence/history.ts';
import { temporaryFolder } from '../temporary.ts';
import { filesIn, ledgerClone } from './ledger-clone.ts';
import { memorySource } from './memory-source.ts';

const digest = `sha256:${'7'.repeat(64)}`;
const again = { digest, bytes: 9, files: [{ path: 'model/model.joblib', digest, bytes: 9 }] };

/** A clone whose ledger has the records of a version. */
async function recorded(changes: HistoryChanges = {}) {
  const clone = await ledgerClone();
  const all = history({ commit: clone.commit, head: clone.head, ...changes });
  await clone.record(Object.values(all));
  return { all, source: await gitSource(clone.folder) };
}

describe('the evidence of a version', () => {
  it('is all that the ledger has of it, and the card of its commit', async () => {
    const { source, all } = await recorded();
    const facts = await gatherEvidence(source, 'bike-demand', '1.1.0');
    expect(facts.version.record).toEqual(all.version);
    expect(facts.run?.record).toEqual(all.run);
    expect(facts.evaluation?.record).toEqual(all.evaluation);
    expect(facts.baselines.map(({ record }) => record.id)).toEqual([all.baseline.id]);
    expect(facts.verdicts).toMatchObject([{ tie: 'artifact', verdict: { record: all.verdict } }]);
    expect(facts.waivers.map(({ record }) => record)).toEqual([all.waiver]);
    expect(facts.promotions.map(({ record }) => record)).toEqual([all.promotion]);
    expect(facts.holds.map(({ record }) => record)).toEqual([all.hold]);
    expect(facts.documents.map(({ kind, found }) => [kind, found])).toEqual([
      ['card', expect.stringContaining("bike-demand/MODEL_CARD.md at the version's commit")],
    ]);
  });

  it('has the verdict of the merge commit where the model was trained again', async () => {
    const { source } = await recorded({
      run: { artifact: again },
      evaluation: { artifact: digest },
    });
    const { verdicts } = await gatherEvidence(source, 'bike-demand', '1.1.0');
    expect(verdicts.map(({ tie }) => tie)).toEqual(['parent']);
  });

  it('has no verdict of a pull request that nothing ties to it', async () => {
    const all = history({
      run: { artifact: again, fingerprint: digest },
      evaluation: { artifact: digest },
    });
    const source = memorySource(Object.values(all));
    expect((await gatherEvidence(source, 'bike-demand', '1.1.0')).verdicts).toEqual([]);
  });

  it('lacks what the ledger lacks, and says that git was not asked of a commit that it does not have', async () => {
    const facts = await gatherEvidence(memorySource([history().version]), 'bike-demand', '1.1.0');
    expect(facts).toMatchObject({ run: null, evaluation: null, verdicts: [], documents: [] });
    expect(facts.missing.join(' ')).toContain(`The commit ${'c'.repeat(40)} is not in`);
    expect(evidenceFolder(facts).length).toBe(3);
  });
});

/** What was said of a ledger where no evidence could be made of it. */
async function gathered(
  name: string,
  changes: HistoryChanges = {},
  others: (all: ReturnType<typeof history>) => Readonly<Record<string, string>> = () => ({}),
) {
  const all = history(changes);
  const source = memorySource(Object.values(all), { others: others(all) });
  const [model = '', version = ''] = name.split('@');
  const error: unknown = await gatherEvidence(source, model, version)
    .then(evidenceFolder)
    .catch((reason: unknown) => reason);
  return { all, message: error instanceof Error ? error.message : 'It was made.' };
}

describe('no evidence is made', () => {
  it('of an unknown version; those that there are are named, or the models', async () => {
    const version = await gathered('bike-demand@9.9.9');
    expect(version.message).toContain('There is no version 9.9.9 of bike-demand');
    expect(version.message).toContain('there are 1.1.0.');
    const model = await gathered('taxis@1.0.0');
    expect(model.message).toContain('models that have some are bike-demand.');
  });

  it.each(['verdict', 'waiver', 'run', 'evaluation', 'promotion', 'hold'] as const)(
    'where the %s was changed after it was written; it is named',
    async (kind) => {
      const { all, message } = await gathered('bike-demand@1.1.0', {}, (records) => ({
        [ledgerPath(records[kind])]: JSON.stringify({ ...records[kind], repository: 'a/b' }),
      }));
      expect(message).toContain(`${ledgerPath(all[kind])} was changed after it was written`);
    },
  );

  it('where a sound record lies at the path of another', async () => {
    const { all, message } = await gathered('bike-demand@1.1.0', {}, (records) => ({
      [ledgerPath(records.verdict)]: JSON.stringify(records.waiver),
    }));
    expect(message).toContain(`${ledgerPath(all.verdict)} is not what its name says`);
  });

  it('where two records claim the version', async () => {
    const { message } = await gathered('bike-demand@1.1.0', {}, (records) => {
      const { version } = history({
        commit: records.version.commit,
        version: { createdAt: '2026-08-01T00:00:00Z' },
      });
      return { [ledgerPath(version)]: JSON.stringify(version) };
    });
    expect(message).toContain('has more than one record of bike-demand@1.1.0');
  });

  it('where the records contradict each other', async () => {
    const { message } = await gathered('bike-demand@1.1.0', { evaluation: { artifact: digest } });
    expect(message).toContain('contradict each other, so they are no evidence');
  });

  it('without a ledger, and without a clone', async () => {
    const { folder } = await ledgerClone();
    expect(await hasLedger(folder)).toBe(false);
    const source = await gitSource(folder);
    await expect(gatherEvidence(source, 'bike-demand', '1.1.0')).rejects.toThrow(
      'There is no ledger in',
    );
    const empty = await temporaryFolder();
    await expect(gitSource(empty)).rejects.toThrow('is not a clone of a repository');
    await expect(gitSource(join(empty, 'nowhere'))).rejects.toThrow('is not a clone');
  });
});

function file(text: string) {
  return [
    { path: 'index.html', bytes: Buffer.from(`<meta content="assay evidence">${text}`) },
    { path: 'SHA256SUMS', bytes: Buffer.from('') },
  ];
}

describe('a folder of evidence', () => {
  it('takes the place of an older one whole', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'deep/audit');
    await writeEvidence(file('old'), out);
    await writeFile(join(out, 'left-over.txt'), 'Old.');
    await writeEvidence(file('new'), out);
    expect(await filesIn(folder)).toEqual(['deep/audit/SHA256SUMS', 'deep/audit/index.html']);
    expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('new');
  });

  it('takes the place of nothing else', async () => {
    const folder = await temporaryFolder({ 'mine/index.html': 'My page.', file: 'A file.' });
    const mine = writeEvidence(file('new'), join(folder, 'mine'));
    await expect(mine).rejects.toThrow('is not empty and holds no evidence of Assay');
    const onFile = writeEvidence(file('new'), join(folder, 'file'));
    await expect(onFile).rejects.toThrow('is not a folder that can be read');
    expect(await filesIn(folder)).toEqual(['file', 'mine/index.html']);
  });

  it('leaves nothing where a file can not be written', async () => {
    const folder = await temporaryFolder();
    const broken = [...file('new'), { path: 'index.html/x', bytes: Buffer.from('') }];
    await expect(writeEvidence(broken, join(folder, 'audit'))).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(await filesIn(folder)).toEqual([]);
  });
});
