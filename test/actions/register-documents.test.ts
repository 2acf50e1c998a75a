import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Model } from '../../actions/open-model.ts';
import { documentFiles } from '../../actions/register/documents.ts';
import { verdictFor } from '../../actions/register/verdict.ts';
import { readCard } from '../../core/documents/card.ts';
import { sha256 } from '../../core/record/digest.ts';
import type { ModelConfig } from '../../schemas/types.ts';
import { memorySource } from '../adapters/evidence/memory-source.ts';
import { temporaryFolder } from '../adapters/temporary.ts';
import { cardFacts, measured, settings } from '../core/card/facts.ts';
import { history } from '../core/evidence/history.ts';

const text = '# Bikes\n\n## Intended use\n\nPlanning the vans.\n';

/** What the runner's log got. */
function log() {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  return () => written.mock.calls.map(([line]) => String(line)).join('');
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** The documents of a model in a folder with these files, whose evaluation saw this card. */
async function made(
  files: Readonly<Record<string, string>>,
  { card, config = settings }: { readonly card?: string; readonly config?: ModelConfig } = {},
) {
  const root = await temporaryFolder();
  const folder = await temporaryFolder(files);
  const model = { name: 'bike-demand', folder, config, records: { root } } as unknown as Model;
  const seen =
    card === undefined
      ? {}
      : { card: { path: 'MODEL_CARD.md', digest: sha256(card), ...readCard(card) } };
  const documents = { ...seen, locks: [], moreLocks: 0, unread: [] };
  const evaluation = { ...measured, inspection: { documents, failures: [] } };
  const { version, run, verdict, serverUrl } = cardFacts();
  const found = await documentFiles(model, { version, run, evaluation, verdict, serverUrl });
  const texts = await Promise.all(
    found.map(async ({ name, path }) => [name, await readFile(path, 'utf8')] as const),
  );
  return { found, texts: new Map(texts) };
}

describe('the documents that register makes', () => {
  it('are the card that was evaluated with what was measured, and the bill of materials', async () => {
    const said = log();
    const { found, texts } = await made({ 'MODEL_CARD.md': text }, { card: text });
    expect(found.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['model-card.md', 'text/markdown'],
      ['bom.cdx.json', 'application/vnd.cyclonedx+json'],
    ]);
    for (const { name, digest, bytes } of found) {
      const content = texts.get(name) ?? '';
      expect({ digest, bytes }).toEqual({
        digest: sha256(content),
        bytes: Buffer.byteLength(content),
      });
    }
    expect(texts.get('model-card.md')).toContain(text);
    expect(texts.get('bom.cdx.json')).toContain('Planning the vans.');
    expect(said()).toBe('');
  });

  it.each([
    ['changed', { 'MODEL_CARD.md': '# Ships\n' }],
    ['was removed', {}],
  ])('are without a card that %s after it was evaluated, and say so', async (_, files) => {
    const said = log();
    const { texts } = await made(files, { card: text });
    expect([...texts.keys()]).toEqual(['bom.cdx.json']);
    expect(texts.get('bom.cdx.json')).not.toContain('considerations');
    expect(said()).toMatch(
      /^::warning::bike-demand is published without its model card MODEL_CARD.md. It is no longer the one that was evaluated: let no step/,
    );
  });

  it('are without a card that cannot be read, and say why', async () => {
    const said = log();
    const { texts } = await made({ 'MODEL_CARD.md': 'x'.repeat(1024 * 1024 + 1) });
    expect([...texts.keys()]).toEqual(['bom.cdx.json']);
    expect(said()).toContain('It has 1048577 bytes; Assay reads up to 1048576.');
  });

  it('have a card that says what is missing where nobody wrote one', async () => {
    expect((await made({})).texts.get('model-card.md')).toContain('## Not written yet');
  });

  it('say that the front matter was left alone', async () => {
    const said = log();
    const broken = '---\nlicense: [mit\n---\n# Bikes\n';
    expect((await made({ 'MODEL_CARD.md': broken })).texts.get('model-card.md')).toContain(broken);
    expect(said()).toContain('::warning::The front matter of the model card was left as it is');
  });

  it('have the packages of the lock files, and name in the log those that were not read', async () => {
    const said = log();
    const lock = ['base.txt', 'deps/*.txt', 'own.lock', 'gone.txt'];
    const config = { ...settings, train: { ...settings.train, lock } };
    const files = {
      'base.txt': 'numpy==2.3.0\n-r deps/more.txt\n',
      'deps/more.txt': 'pandas==2.2.3\n',
      'own.lock': 'x',
    };
    const bom = (await made(files, { config })).texts.get('bom.cdx.json') ?? '';
    expect(bom).toContain('pkg:pypi/numpy@2.3.0');
    expect(bom).toContain('pkg:pypi/pandas@2.2.3');
    expect(bom).toContain('"aggregate": "incomplete"');
    expect(said()).toContain('The bill of materials lacks what own.lock names. It is not a lock');
    expect(said()).toContain('The bill of materials lacks what gone.txt names. There is no such');
    const two = { ...config, train: { ...config.train, lock: lock.slice(0, 2) } };
    const whole = (await made(files, { config: two })).texts.get('bom.cdx.json');
    expect(whole).toContain('"aggregate": "unknown"');
  });
});

describe('the verdict of a version that is being registered', () => {
  const { version, verdict, judgedRun, judgedEvaluation } = history({ verdict: { trusted: true } });
  const lineage = { parents: [], mergedHeads: [verdict.commit] };

  it('is that of the pull request whose merge made its commit', async () => {
    const source = memorySource([verdict, judgedRun, judgedEvaluation], { lineage });
    expect(await verdictFor(source, version)).toMatchObject({ record: verdict });
  });

  it('is none where none is on record, and the log says why', async () => {
    const said = log();
    expect(await verdictFor(memorySource([]), version)).toBeNull();
    expect(said()).toMatch(/^No verdict of a merged pull request .* there is no ledger yet/);
    const pending = memorySource([judgedRun], { lineage });
    expect(await verdictFor(pending, version)).toBeNull();
    expect(said()).toContain('the app may record the merge later');
  });

  it('is none where the ledger was tampered with, and a warning says so', async () => {
    const said = log();
    const [path = ''] =
      (await memorySource([verdict]).ledger())?.entries.map((one) => one.path) ?? [];
    const source = memorySource([], { lineage, others: { [path]: '{}' } });
    expect(await verdictFor(source, version)).toBeNull();
    expect(said()).toMatch(/^::warning::The version names no verdict, .* was tampered with/);
  });
});
