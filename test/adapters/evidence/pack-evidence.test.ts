import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { list } from 'tar';
import { describe, expect, it } from 'vitest';
import { packEvidence } from '../../../adapters/evidence/pack-evidence.ts';
import type { Document } from '../../../core/evidence/facts.ts';
import { ledgerPath } from '../../../core/ledger/path.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { history } from '../../core/evidence/history.ts';
import { temporaryFolder } from '../temporary.ts';
import { memorySource } from './memory-source.ts';

const { version, run, evaluation, verdict, judgedRun, judgedEvaluation, baseline, waiver } =
  history();
const records = { version, run, evaluation };
const before = memorySource([verdict, judgedRun, judgedEvaluation, baseline, waiver]);

async function entriesOf(path: string): Promise<readonly string[]> {
  const entries: string[] = [];
  await list({ file: path, onReadEntry: (entry) => entries.push(entry.path) });
  return entries;
}

describe('the archive of evidence of a registration', () => {
  it('holds the records that the ledger does not have yet, and what it has of before', async () => {
    const archive = await packEvidence(before, records, await temporaryFolder());
    expect(archive.name).toBe('evidence-bike-demand-1.1.0.tar.gz');
    expect(await entriesOf(archive.path)).toEqual(
      expect.arrayContaining(
        ['index.html', 'SHA256SUMS', ...[version, run, verdict, waiver].map(recordPath)].map(
          (path) => `evidence-bike-demand-1.1.0/${path}`,
        ),
      ),
    );
    const bytes = await readFile(archive.path);
    expect(archive).toMatchObject({ digest: sha256(bytes), bytes: bytes.length });
  });

  it('holds the documents that the version is published with, and takes none for a card that somebody wrote', async () => {
    const documents: readonly Document[] = (['published-card', 'bom'] as const).map((kind) => ({
      kind,
      name: `published-${kind}.md`,
      bytes: new TextEncoder().encode(kind),
      found: 'Made with the version.',
    }));
    const folder = await temporaryFolder();
    const archive = await packEvidence(before, records, folder, documents);
    const inside = 'evidence-bike-demand-1.1.0';
    expect(await entriesOf(archive.path)).toEqual(
      expect.arrayContaining([
        `${inside}/documents/published-published-card.md`,
        `${inside}/documents/published-bom.md`,
      ]),
    );
    const page = await readFile(join(folder, inside, 'index.html'), 'utf8');
    expect(page).toContain('model card as published');
    expect(page).toContain('A model card: none was found at');
    expect(page).not.toContain('A bill of materials: none was found at');
  });

  it('is the same bytes again, also in a folder where it was made before', async () => {
    const folder = await temporaryFolder();
    const first = await packEvidence(before, records, join(folder, 'new'));
    const second = await packEvidence(before, records, join(folder, 'new'));
    expect(second.digest).toBe(first.digest);
  });

  it('is made where there is no ledger yet', async () => {
    const archive = await packEvidence(memorySource([]), records, await temporaryFolder());
    expect(await entriesOf(archive.path)).toHaveLength(5);
  });

  it('is not made of a ledger that was tampered with', async () => {
    const others = { [ledgerPath(verdict)]: '{}' };
    const making = packEvidence(
      memorySource([judgedEvaluation], { others }),
      records,
      await temporaryFolder(),
    );
    await expect(making).rejects.toThrow('was tampered with, so no evidence is made of it');
  });
});

function recordPath(record: Parameters<typeof ledgerPath>[0]): string {
  return `records/${ledgerPath(record)}`;
}
