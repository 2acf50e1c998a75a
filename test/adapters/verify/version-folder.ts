import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packFiles } from '../../../adapters/archive/index.ts';
import { packEvidence } from '../../../adapters/evidence/pack-evidence.ts';
import type { EvidenceSource } from '../../../adapters/evidence/source.ts';
import { digestFile, digestTree } from '../../../adapters/files/index.ts';
import { keySigner } from '../../../adapters/signature/key-signer.ts';
import { readKey } from '../../../adapters/signature/trust.ts';
import type { Asked } from '../../../adapters/verify/bundles.ts';
import { modelStatement } from '../../../core/attest/model.ts';
import { provenance } from '../../../core/attest/provenance.ts';
import {
  type InTotoStatement,
  predicateTypes,
  statementOf,
  versionSubjects,
} from '../../../core/attest/statement.ts';
import { testResult } from '../../../core/attest/test-result.ts';
import { verificationResult } from '../../../core/attest/verification.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { Unsealed } from '../../../core/record/seal.ts';
import { type HistoryChanges, history } from '../../core/evidence/history.ts';
import { signingPair } from '../signature/pair.ts';

/** What a test makes other than it should be. */
export interface FolderChanges {
  readonly version?: Partial<Unsealed<'version'>>;
  readonly verdict?: Partial<Unsealed<'verdict'>>;
  /** Who signs, where it is not the key of the tests. */
  readonly sign?: (statement: InTotoStatement) => Promise<object>;
  /** Statements in the place of those that should be signed. */
  readonly statements?: (own: readonly InTotoStatement[]) => readonly InTotoStatement[];
}

/** The folder of a version that has all there is, signed with a key. */
export interface VersionFolder {
  readonly folder: string;
  readonly model: string;
  readonly version: string;
  readonly trust: Asked;
}

const pair = signingPair('P-256');
const modelFiles = { 'model/weights.bin': 'a weight\n', 'model/readme.txt': 'a text\n' };
const card = '---\nlicense: mit\n---\n# Bikes\n';

/** Writes into a new folder what a release of `bike-demand` 1.1.0 would hold. */
export async function versionFolder(
  folder: string,
  changes: FolderChanges = {},
): Promise<VersionFolder> {
  const model = join(folder, 'model');
  for (const [path, content] of Object.entries(modelFiles)) {
    await mkdir(dirname(join(model, path)), { recursive: true });
    await writeFile(join(model, path), content);
  }
  const artifact = await digestTree(model, ['model']);
  const archive = join(folder, 'bike-demand-1.1.0.tar.gz');
  await packFiles(
    model,
    artifact.files.map(({ path }) => path),
    archive,
  );
  await rm(model, { recursive: true });
  const bom = JSON.stringify(bomOf(artifact.files.map(({ digest }) => digest)));
  const packed = await readFile(archive);
  const { judgedRun } = history();
  const { id, commit, workflow } = judgedRun;
  if (workflow === undefined) throw new TypeError('The judged run has no workflow.');
  const made = {
    run: { artifact, reused: { run: id, commit, workflow } },
    evaluation: { artifact: artifact.digest },
    ...(changes.verdict === undefined ? {} : { verdict: changes.verdict }),
  };
  const draft = records(made);
  const all = records({
    ...made,
    version: {
      artifact,
      package: {
        name: 'bike-demand-1.1.0.tar.gz',
        uri: 'https://github.com/acme/bike-demand/releases/download/v/bike-demand-1.1.0.tar.gz',
        digest: sha256(packed),
        bytes: packed.length,
      },
      verdict: draft.verdict.id,
      attachments: [fileOf('model-card.md', card), fileOf('bom.cdx.json', bom)],
      ...changes.version,
    },
  });
  const { version, run, evaluation, verdict } = all;
  await write(folder, { 'model-card.md': card, 'bom.cdx.json': bom });
  await write(folder, { 'version.json': version, 'run.json': run, 'evaluation.json': evaluation });
  await write(folder, { 'verdict.json': verdict });
  const evidence = await packEvidence(
    nothing,
    { version, run, evaluation },
    join(folder, '..', 'work'),
  );
  await writeFile(join(folder, evidence.name), await readFile(evidence.path));
  const names = ['version.json', 'run.json', 'evaluation.json', 'verdict.json', evidence.name];
  const files = await Promise.all(
    [...names, 'model-card.md', 'bom.cdx.json'].map(async (name) => ({
      name,
      digest: await digestFile(join(folder, name)),
    })),
  );
  const of = (type: string, predicate: object) =>
    statementOf(type, versionSubjects(version), predicate);
  const named = { record: verdict, ofTheseBytes: true };
  const own = [
    of(predicateTypes.provenance, provenance(version, run, place, files)),
    of(predicateTypes.testResult, testResult(evaluation, named)),
    of(predicateTypes.verdict, verificationResult(verdict)),
  ];
  const signer = keySigner(pair.privateKey, '');
  const key = readKey(pair.publicKey);
  if (!signer.ok || !key.ok) throw new Error('The keys are not read.');
  const sign = changes.sign ?? ((one: InTotoStatement) => signer.value.sign(one));
  const bundles = await Promise.all((changes.statements?.(own) ?? own).map((one) => sign(one)));
  const lines = bundles.map((bundle) => `${JSON.stringify(bundle)}\n`).join('');
  await writeFile(join(folder, 'attestations.sigstore.jsonl'), lines);
  const signature = await sign(modelStatement('bike-demand', artifact.files));
  await write(folder, { 'bike-demand-1.1.0.sigstore.json': signature });
  return {
    folder,
    model: 'bike-demand',
    version: '1.1.0',
    trust: { trust: key.value, facts: { kind: 'key' } },
  };
}

const place = {
  serverUrl: 'https://github.com',
  workflowRef: 'acme/bike-demand/.github/workflows/ml.yml@refs/heads/main',
  ref: 'refs/heads/main',
  repositoryId: '1',
  ownerId: '2',
  runner: 'github-hosted',
};

/** The history of a version whose evaluation found what its record says. */
function records(changes: HistoryChanges) {
  const { evaluation } = history(changes);
  const metrics = Object.entries(evaluation.metrics).map(([id, { value }]) => [id, value]);
  return history({
    ...changes,
    version: {
      metrics: Object.fromEntries(metrics),
      evaluationSet: evaluation.evaluationSet?.digest ?? '',
      ...changes.version,
    },
  });
}

function bomOf(digests: readonly string[]): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: digests.map((digest, index) => ({
      type: 'machine-learning-model',
      name: `part ${index}`,
      hashes: [{ alg: 'SHA-256', content: digest.slice('sha256:'.length) }],
    })),
  };
}

function fileOf(name: string, content: string) {
  return { name, digest: sha256(content), bytes: Buffer.byteLength(content) };
}

async function write(folder: string, files: Readonly<Record<string, object | string>>) {
  for (const [name, content] of Object.entries(files)) {
    await writeFile(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  }
}

/** A ledger that holds nothing yet. */
const nothing: EvidenceSource = {
  name: 'the ledger of the tests',
  ledger: () => Promise.resolve({ commit: null, entries: [] }),
  texts: () => Promise.resolve([]),
  lineage: () => Promise.resolve(null),
  file: () => Promise.resolve(null),
  attached: () => Promise.resolve({ documents: [], packageNow: null, missing: [] }),
};
