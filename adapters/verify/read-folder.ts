import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { readBom } from '../../core/documents/bom.ts';
import { type AnyRecord, kindOf, type RecordKind, type Records } from '../../core/record/kinds.ts';
import { readRecord } from '../../core/record/read.ts';
import type { Found, FoundFile, VerifyFacts } from '../../core/verify/facts.ts';
import {
  attestationsFile,
  bomFile,
  evidenceArchive,
  modelFolder,
  modelSignatureFile,
  recordFiles,
} from '../../core/verify/names.ts';
import { digestFile } from '../files/index.ts';
import { type Asked, readAttestations, readModelSignature } from './bundles.ts';
import { readEvidence } from './evidence-archive.ts';
import { readModel } from './model.ts';

const mostFiles = 200;
const largestTextBytes = 20_000_000;

/** What was asked of others than the folder. */
export type Elsewhere = Pick<VerifyFacts, 'repository' | 'tag' | 'stored'>;

/** What is wanted of whom. */
export interface Wanted {
  readonly model: string;
  readonly version: string;
  /** What signatures are verified with; null where nobody said. */
  readonly trust: Asked | null;
}

/**
 * Reads everything that lies in a folder: the files of a version's release, and the model in `model/` or as its package.
 * Nothing is asked of a network. Whatever lies there is a fact, never an exception; throws an InputError only where the
 * folder itself can't be read. `scratch` is a folder for what is unpacked.
 */
export async function readFolder(
  folder: string,
  { model, version, trust }: Wanted,
  elsewhere: Elsewhere,
  scratch: string,
): Promise<VerifyFacts> {
  const files = await listFiles(folder);
  const text = (name: string): Promise<Found<string>> => readText(folder, files, name);
  const record = readAs('version', await text(recordFiles.version), recordFiles.version);
  const archive = evidenceArchive(model, version);
  const evidence = files.some(({ name }) => name === archive);
  return {
    model,
    version,
    ...elsewhere,
    records: {
      version: record,
      run: readAs('run', await text(recordFiles.run), recordFiles.run),
      evaluation: readAs('evaluation', await text(recordFiles.evaluation), recordFiles.evaluation),
      verdict: readAs('verdict', await text(recordFiles.verdict), recordFiles.verdict),
    },
    files,
    found:
      record.kind === 'found'
        ? await readModel(folder, record.value, files, scratch)
        : { kind: 'absent' },
    bom: bomOf(await text(bomFile)),
    evidence: evidence ? await readEvidence(join(folder, archive), scratch) : { kind: 'absent' },
    modelSignature: readModelSignature(await text(modelSignatureFile(model, version)), trust),
    attestations: readAttestations(await text(attestationsFile), trust),
    trust: trust?.facts ?? { kind: 'none' },
  };
}

/** The plain files of the folder, digested while they stream by. Links and folders are none. */
async function listFiles(folder: string): Promise<readonly FoundFile[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new InputError(
      'no-folder',
      `${folder} is not a folder that can be read: name one that holds the files of a version's release.`,
      { cause },
    );
  });
  if (names.length > mostFiles) {
    throw new InputError(
      'too-many-files',
      `${folder} holds ${names.length} entries, and a release has ${mostFiles} at most: put the files of one release into a folder of their own.`,
    );
  }
  const files: FoundFile[] = [];
  for (const name of names.toSorted()) {
    if (name === modelFolder) continue;
    const path = join(folder, name);
    const found = await lstat(path);
    if (found.isFile()) files.push({ name, digest: await digestFile(path), bytes: found.size });
  }
  return files;
}

async function readText(
  folder: string,
  files: readonly FoundFile[],
  name: string,
): Promise<Found<string>> {
  const file = files.find((one) => one.name === name);
  if (file === undefined) return { kind: 'absent' };
  if (file.bytes > largestTextBytes) {
    return { kind: 'bad', reason: `${name} is larger than ${largestTextBytes / 1_000_000} MB.` };
  }
  return { kind: 'found', value: await readFile(join(folder, name), 'utf8') };
}

function readAs<Kind extends RecordKind>(
  kind: Kind,
  text: Found<string>,
  name: string,
): Found<Readonly<Records[Kind]>> {
  if (text.kind !== 'found') return text;
  const result = readRecord(text.value, name);
  if (!result.ok) return { kind: 'bad', reason: result.reason };
  if (kindOf(result.value) !== kind) {
    return { kind: 'bad', reason: `${name} is the record of a ${kindOf(result.value)}.` };
  }
  return { kind: 'found', value: result.value as Readonly<AnyRecord> as Readonly<Records[Kind]> };
}

function bomOf(text: Found<string>): VerifyFacts['bom'] {
  if (text.kind !== 'found') return text;
  const bom = readBom(text.value);
  if (!bom.ok) return { kind: 'bad', reason: bom.reason };
  const { hashes, moreHashes } = bom.value;
  return { kind: 'found', value: { hashes, more: moreHashes > 0 } };
}
