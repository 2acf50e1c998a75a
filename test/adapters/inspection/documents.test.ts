import { execFile } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { documents } from '../../../adapters/inspection/documents.ts';
import { readRecord } from '../../../core/record/read.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Documents, ModelConfig } from '../../../schemas/types.ts';
import { config, evaluation } from '../../core/judge/candidate.ts';
import { temporaryFolder } from '../temporary.ts';

const bom = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [{ type: 'machine-learning-model', name: 'a', modelCard: {} }],
});

/** What is found in a workspace, whose model lies in `models/bike`; it must fit into a record. */
async function inspected(
  workspace: string,
  settings: Partial<ModelConfig> = {},
): Promise<Documents> {
  const found = await documents.inspect({
    model: 'bike-demand',
    config: { ...config, path: './models/bike/', ...settings },
    workspace,
    folder: join(workspace, 'models/bike'),
    progress: () => undefined,
  });
  const record = evaluation({}, { inspection: { documents: found, failures: [] } });
  expect(readRecord(JSON.stringify(record), 'the record')).toMatchObject({ ok: true });
  return found;
}

const withLock = (...lock: readonly string[]): Partial<ModelConfig> => ({
  train: { ...config.train, lock: [...lock] },
});

describe('the inspection of documents', () => {
  it('finds the card, the lock files and the bill of materials, by paths from the root', async () => {
    const card = '# Bikes\n';
    const workspace = await temporaryFolder({
      'models/bike/MODEL_CARD.md': card,
      'models/bike/README.md': 'not the card',
      'models/bike/locks/requirements.txt': '-r base.txt\na==1\n',
      'models/bike/locks/base.txt': 'b==1\n',
      'models/bike/bom.json': bom,
    });
    const found = await inspected(workspace, {
      ...withLock('locks/*.txt'),
      documents: { bom: 'bom.json' },
    });
    expect(found).toMatchObject({
      card: { path: 'models/bike/MODEL_CARD.md', digest: sha256(card) },
      locks: [
        { path: 'models/bike/locks/base.txt', pinned: 1, unpinned: [] },
        { path: 'models/bike/locks/requirements.txt', pinned: 1, unpinned: [] },
      ],
      bom: { path: 'models/bike/bom.json', digest: sha256(bom), specVersion: '1.6', problems: [] },
      unread: [],
    });
  });

  it('takes README.md for the card where there is no other, and none where there is none', async () => {
    const workspace = await temporaryFolder({ 'models/bike/README.md': '# Bikes' });
    expect((await inspected(workspace)).card?.path).toBe('models/bike/README.md');
    const empty = await temporaryFolder({ 'models/bike/train.py': '' });
    expect(await inspected(empty)).toEqual({ locks: [], moreLocks: 0, unread: [] });
  });

  it('takes the card that the configuration names', async () => {
    const workspace = await temporaryFolder({
      'models/bike/MODEL_CARD.md': 'a',
      'models/bike/docs/card.md': 'b',
    });
    const found = await inspected(workspace, { documents: { card: './docs/card.md' } });
    expect(found.card?.path).toBe('models/bike/docs/card.md');
  });

  it('names what is declared and not there', async () => {
    const workspace = await temporaryFolder({ 'models/bike/README.md': '# Bikes' });
    const found = await inspected(workspace, {
      ...withLock('uv.lock'),
      documents: { card: 'CARD.md', bom: 'bom.json' },
    });
    expect(found.card).toBeUndefined();
    expect(found.unread.map(({ document, path }) => [document, path])).toEqual([
      ['card', 'models/bike/CARD.md'],
      ['lock', 'models/bike/uv.lock'],
      ['bom', 'models/bike/bom.json'],
    ]);
    for (const { reason } of found.unread) expect(reason).toMatch(/^There is no such file/);
  });

  it.each([
    ['is not UTF-8', new Uint8Array([0x23, 0xff, 0xfe])],
    ['is too large', `# ${'a'.repeat(1024 * 1024)}`],
    ['has bytes that are no text', '# A\0'],
  ])('does not read a card that %s, and says so', async (_, content) => {
    const workspace = await temporaryFolder({ 'models/bike/MODEL_CARD.md': content });
    const found = await inspected(workspace);
    expect(found.card).toBeUndefined();
    expect(found.unread).toMatchObject([{ document: 'card', path: 'models/bike/MODEL_CARD.md' }]);
  });

  it('follows no link out of the folder, and reads no folder', async () => {
    const workspace = await temporaryFolder({
      'secret.md': '# Secret',
      'models/bike/folder/a': '',
    });
    await symlink('../../secret.md', join(workspace, 'models/bike/MODEL_CARD.md'));
    const found = await inspected(workspace, { documents: { bom: 'folder' } });
    expect(found.card).toBeUndefined();
    expect(found.unread.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('leads out of the model'),
      'It is not a file.',
    ]);
  });

  it('waits for no pipe', async () => {
    const workspace = await temporaryFolder({ 'models/bike/train.py': '' });
    await promisify(execFile)('mkfifo', [join(workspace, 'models/bike/MODEL_CARD.md')]);
    expect((await inspected(workspace)).unread[0]?.reason).toBe('It is not a file.');
  });

  it('counts the lock files that a record has no room for', async () => {
    const workspace = await temporaryFolder({ 'models/bike/train.py': '' });
    for (let index = 0; index < 55; index++) {
      await writeFile(join(workspace, `models/bike/r${index}.txt`), 'a==1');
    }
    const found = await inspected(workspace, withLock('*.txt'));
    expect([found.locks.length, found.moreLocks]).toEqual([50, 5]);
    const missing = await inspected(
      workspace,
      withLock(...Array.from({ length: 70 }, (_, i) => `m${i}.lock`)),
    );
    expect([missing.unread.length, missing.moreLocks]).toEqual([58, 12]);
  });

  it('says why a bill of materials can not be read', async () => {
    const workspace = await temporaryFolder({ 'models/bike/bom.json': '<bom/>' });
    const found = await inspected(workspace, { documents: { bom: 'bom.json' } });
    expect(found.unread[0]?.reason).toMatch(/^It is not JSON/);
  });
});
